/**
 * Audio to features, as plain Java: downmix, band-limited resampling, framing, spectra, filter
 * banks.
 *
 * <p>Every value depends on the recording's samples and the configuration alone. Positions are
 * absolute counts of samples or frames from the start of the recording, so any cutting into chunks,
 * and any restart in the middle, gives the same bytes.
 */
@NullMarked
package org.neume.feature.signal;

import org.jspecify.annotations.NullMarked;
