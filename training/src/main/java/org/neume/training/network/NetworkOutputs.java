package org.neume.training.network;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The ends of a beat network's graph.
 *
 * @param logits [batch, frames, units], before any normalization
 * @param probabilities [batch, frames, activations]: beat, and downbeat where the network has it
 * @param tempoLogits [batch, tempo classes], where the network has a tempo head and it was asked for
 */
public record NetworkOutputs(
    Operand<TFloat32> logits,
    Operand<TFloat32> probabilities,
    Optional<Operand<TFloat32>> tempoLogits) {}
