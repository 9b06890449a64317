/**
 * The training that every network shares: the graph of a step, the session that runs it, the loop with its checkpoints,
 * the choice of what is kept, the report and the model folder. It knows no network: what is trained on what comes as a
 * {@link org.neume.training.train.TrainingTask}.
 */
@NullMarked
package org.neume.training.train;

import org.jspecify.annotations.NullMarked;
