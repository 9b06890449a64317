package org.neume.stage;

/** One input stream of one recording. */
record StreamKey(String recordingId, String stream) {}
