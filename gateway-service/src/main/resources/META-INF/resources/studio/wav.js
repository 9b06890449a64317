/**
 * WAV files of 16-bit PCM: their samples are what the gateway takes, so they are sent as they lie in the
 * file, and nothing has to be decoded before its beats are looked for.
 */

const PCM = 1;
const EXTENSIBLE = 0xfffe;

const name = (bytes, at) => String.fromCharCode(...bytes.subarray(at, at + 4));

/**
 * What the first bytes of a file of so many bytes say: {encoding, channels, sampleRate, bits, from, to},
 * samples lying from (inclusive) to (exclusive), both 0 where they begin behind these bytes. Null for what
 * is no WAV file. An encoding of 1 is PCM.
 */
export function wavLayout(bytes, size) {
  if (bytes.length < 36 || name(bytes, 0) !== 'RIFF' || name(bytes, 8) !== 'WAVE') {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format = null;
  for (let at = 12; at + 24 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (name(bytes, at) === 'fmt ') {
      const encoding = view.getUint16(at + 8, true);
      // The extensible form names the encoding behind the rest.
      const extended = encoding === EXTENSIBLE && length >= 40 && at + 34 <= bytes.length;
      format = {
        encoding: extended ? view.getUint16(at + 32, true) : encoding,
        channels: view.getUint16(at + 10, true),
        sampleRate: view.getUint32(at + 12, true),
        bits: view.getUint16(at + 22, true),
        from: 0,
        to: 0,
      };
    } else if (name(bytes, at) === 'data') {
      // A writer that was cut off has left a length that is too long.
      return format === null ? null : { ...format, from: at + 8, to: Math.min(size, at + 8 + length) };
    }
    at += 8 + length + (length % 2);
  }
  return format;
}

/** Whether the samples can be sent as they are. */
export const isPlain = (layout) =>
  layout !== null && layout.encoding === PCM && layout.bits === 16 && layout.channels <= 2 && layout.to > layout.from;
