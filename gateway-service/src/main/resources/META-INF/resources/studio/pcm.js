/** Samples as the gateway takes them: interleaved little-endian PCM of 16 bits. */

/** Frames from first (inclusive) to last (exclusive) of all channels, samples clipped at full scale. */
export function interleave(channels, first, last) {
  const step = channels.length;
  // Every browser's machine is little-endian.
  const samples = new Int16Array((last - first) * step);
  for (let c = 0; c < step; c++) {
    const channel = channels[c];
    for (let frame = first, at = c; frame < last; frame++, at += step) {
      const value = Math.round(channel[frame] * 32767);
      samples[at] = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
    }
  }
  return samples.buffer;
}

/** The channels, -1 to 1, of interleaved PCM of 16 bits. */
export function deinterleave(bytes, count) {
  const frames = Math.floor(bytes.byteLength / (2 * count));
  const pcm = new Int16Array(bytes, 0, frames * count);
  return Array.from({ length: count }, (unused, c) => {
    const channel = new Float32Array(frames);
    for (let frame = 0, at = c; frame < frames; frame++, at += count) {
      channel[frame] = pcm[at] / 32768;
    }
    return channel;
  });
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
