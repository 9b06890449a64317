package org.neume.cli.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.PitchCandidate;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.SingleNote;
import org.neume.schemas.record.TempoEstimate;

/**
 * Records of the chain as one line of JSON each, with the names of the schema. Beats have their time
 * in seconds beside their frame; tensors are arrays of rows.
 */
public final class JsonLines {
  private final ObjectMapper mapper = new ObjectMapper();

  /** The line, without its end. */
  public String line(SpecificRecordBase record) {
    ObjectNode node = mapper.createObjectNode();
    if (record instanceof BeatBlock block) {
      beats(node, block);
    } else if (record instanceof NoteBlock block) {
      notes(node, block);
    } else if (record instanceof ScoreBlock block) {
      score(node, block);
    } else if (record instanceof ActivationBlock block) {
      activations(node, block);
    } else if (record instanceof FeatureBlock block) {
      features(node, block);
    } else if (record instanceof RecordingStatus status) {
      status(node, status);
    } else {
      node.put("record", record.getSchema().getName());
    }
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes is always writable", e);
    }
  }

  private static void beats(ObjectNode node, BeatBlock block) {
    numbered(node, block.getRecordingId(), block.getStream(), block.getSequence());
    node.put("firstFrame", block.getFirstFrame());
    node.put("frameCount", block.getFrameCount());
    node.put("frameRate", block.getFrameRate());
    ArrayNode beats = node.putArray("beats");
    for (Beat beat : block.getBeats()) {
      ObjectNode b = beats.addObject();
      b.put("time", beat.getFrame() / block.getFrameRate());
      b.put("frame", beat.getFrame());
      b.put("number", beat.getNumber());
      b.put("beatsPerBar", beat.getBeatsPerBar());
      b.put("tempo", beat.getTempo());
      b.put("confidence", beat.getConfidence());
    }
    ArrayNode tempi = node.putArray("tempi");
    for (TempoEstimate tempo : block.getTempi()) {
      tempi
          .addObject()
          .put("beatsPerMinute", tempo.getBeatsPerMinute())
          .put("weight", tempo.getWeight());
    }
    node.put("provenance", block.getProvenance());
    node.put("end", block.getEnd().name());
    node.put("cause", block.getCause());
  }

  private static void notes(ObjectNode node, NoteBlock block) {
    numbered(node, block.getRecordingId(), block.getStream(), block.getSequence());
    node.put("firstFrame", block.getFirstFrame());
    node.put("frameCount", block.getFrameCount());
    node.put("frameRate", block.getFrameRate());
    ArrayNode notes = node.putArray("notes");
    for (Note note : block.getNotes()) {
      ObjectNode n = notes.addObject();
      n.put("onset", note.getOnset());
      n.put("offset", note.getOffset());
      n.put("pitch", note.getPitch());
      n.put("velocity", note.getVelocity());
      n.put("confidence", note.getConfidence());
    }
    single(node, block.getSingle());
    node.put("provenance", block.getProvenance());
    node.put("end", block.getEnd().name());
    node.put("cause", block.getCause());
  }

  private static void single(ObjectNode node, @Nullable SingleNote single) {
    if (single == null) {
      return;
    }
    ObjectNode said = node.putObject("single");
    ArrayNode pitches = said.putArray("pitches");
    for (PitchCandidate candidate : single.getPitches()) {
      ObjectNode pitch = pitches.addObject();
      pitch.put("pitch", candidate.getPitch());
      pitch.put("probability", candidate.getProbability());
    }
    said.put("cents", single.getCents());
    said.put("family", single.getFamily());
    said.put("familyProbability", single.getFamilyProbability());
    said.put("velocityProbability", single.getVelocityProbability());
  }

  private static void score(ObjectNode node, ScoreBlock block) {
    numbered(node, block.getRecordingId(), block.getStream(), block.getSequence());
    node.put("revision", block.getRevision());
    node.put("finalRevision", block.getFinalRevision());
    node.put("document", block.getDocument().name());
    node.put("part", block.getPart());
    node.put("parts", block.getParts());
    node.put("measures", block.getMeasures());
    node.put("seconds", block.getSeconds());
    byte[] payload = new byte[block.getPayload().remaining()];
    block.getPayload().duplicate().get(payload);
    // Base64, as JSON has no bytes: a part of a document may end in the middle of a letter.
    node.put("payload", payload);
    node.put("provenance", block.getProvenance());
    node.put("end", block.getEnd().name());
    node.put("cause", block.getCause());
  }

  private static void activations(ObjectNode node, ActivationBlock block) {
    numbered(node, block.getRecordingId(), block.getStream(), block.getSequence());
    node.put("firstFrame", block.getFirstFrame());
    node.put("frameCount", block.getFrameCount());
    node.put("frameRate", block.getFrameRate());
    List<String> outputs = block.getOutputs();
    ArrayNode names = node.putArray("outputs");
    outputs.forEach(names::add);
    rows(node, block.getElementType(), block.getPayload(), block.getFrameCount(), outputs.size());
    node.put("provenance", block.getProvenance());
    node.put("end", block.getEnd().name());
    node.put("cause", block.getCause());
  }

  private static void features(ObjectNode node, FeatureBlock block) {
    numbered(node, block.getRecordingId(), block.getStream(), block.getSequence());
    node.put("firstFrame", block.getFirstFrame());
    node.put("frameCount", block.getFrameCount());
    node.put("frameRate", block.getFrameRate());
    rows(node, block.getElementType(), block.getPayload(), block.getFrameCount(), block.getBins());
    node.put("provenance", block.getProvenance());
    node.put("end", block.getEnd().name());
    node.put("cause", block.getCause());
  }

  private static void status(ObjectNode node, RecordingStatus status) {
    numbered(node, status.getRecordingId(), status.getStream(), status.getSequence());
    node.put("event", status.getEvent().name());
    node.put("cause", status.getCause());
    node.put("inputRecords", status.getInputRecords());
    node.put("outputRecords", status.getOutputRecords());
    node.put("seconds", status.getSeconds());
  }

  private static void numbered(ObjectNode node, String recordingId, String stream, long sequence) {
    node.put("recordingId", recordingId);
    node.put("stream", stream);
    node.put("sequence", sequence);
  }

  private static void rows(
      ObjectNode node, ElementType type, ByteBuffer payload, int frames, int columns) {
    float[] values = TensorPayload.decode(type, payload, frames * columns);
    ArrayNode rows = node.putArray("values");
    for (int frame = 0; frame < frames; frame++) {
      ArrayNode row = rows.addArray();
      for (int column = 0; column < columns; column++) {
        row.add(values[frame * columns + column]);
      }
    }
  }
}
