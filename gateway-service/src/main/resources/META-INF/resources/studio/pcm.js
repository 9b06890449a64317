/** Samples as the gateway takes them: interleaved little-endian PCM of 16 bits. */

/** Frames from first (inclusive) to last (exclusive) of all channels, samples clipped at full scale. */
export function interleave(channels, first, last) {
  const bytes = new DataView(new ArrayBuffer((last - first) * channels.length * 2));
  let at = 0;
  for (let frame = first; frame < last; frame++) {
    for (const channel of channels) {
      const value = Math.round(channel[frame] * 32767);
      bytes.setInt16(at, value > 32767 ? 32767 : value < -32768 ? -32768 : value, true);
      at += 2;
    }
  }
  return bytes.buffer;
}

/** The mean of the channels: what is drawn. One channel is given back as it is. */
export function mono(channels) {
  if (channels.length === 1) {
    return channels[0];
  }
  const mean = new Float32Array(channels[0].length);
  for (const channel of channels) {
    for (let i = 0; i < mean.length; i++) {
      mean[i] += channel[i] / channels.length;
    }
  }
  return mean;
}
