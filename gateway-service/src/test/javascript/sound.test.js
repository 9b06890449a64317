import { deinterleave, interleave, mono } from '../studio/pcm.js';
import { Peaks } from '../studio/peaks.js';
import { sampleRateOf } from '../studio/sniff.js';
import { WINDOW, column, magnitudes, rowBins } from '../studio/spectrum.js';
import { isPlain, wavLayout } from '../studio/wav.js';
import { barName, clock, pitchName, sentence } from '../studio/format.js';
import { check, equal, near, yes } from './check.js';

const noise = (length) => {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (state * 16807) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  });
};

check('samples become little-endian PCM in the order of frames and are clipped', () => {
  const bytes = new Int16Array(interleave([Float32Array.of(0, 1, 2), Float32Array.of(-1, 0.5, -2)], 0, 3));
  equal([...bytes], [0, -32767, 32767, 16384, 32767, -32768]);
  equal([...mono([Float32Array.of(1, 0), Float32Array.of(0, 1)])], [0.5, 0.5]);
});

check('PCM becomes samples again, channel by channel, and a frame that is not whole is left out', () => {
  const channels = deinterleave(Int16Array.of(16384, -32768, 8192, 0, 1).buffer, 2);
  equal(channels.map((each) => [...each]), [[0.5, 0.25], [-1, 0]]);
});

/** A WAV file's head: chunks before and after the format, then 100 bytes of samples. */
function wav({ encoding = 1, channels = 2, bits = 16, length = 100, extended = false }) {
  const words = (...values) => values.flatMap((value) => [value & 255, (value >> 8) & 255]);
  const long = (value) => words(value & 65535, value >>> 16);
  const letters = (text) => [...text].map((letter) => letter.charCodeAt(0));
  const format = [
    ...words(extended ? 0xfffe : encoding, channels), ...long(48000), ...long(0), ...words(4, bits),
    ...(extended ? [...words(22, bits), ...long(3), ...words(encoding), ...new Array(14).fill(0)] : []),
  ];
  return Uint8Array.from([
    ...letters('RIFF'), ...long(0), ...letters('WAVE'),
    ...letters('LIST'), ...long(3), 1, 2, 3, 0,
    ...letters('fmt '), ...long(format.length), ...format,
    ...letters('data'), ...long(length), ...new Array(100).fill(0),
  ]);
}

check('a WAV file says where its samples lie, whatever stands before them', () => {
  const bytes = wav({});
  const from = bytes.length - 100;
  const layout = wavLayout(bytes, bytes.length);
  equal(layout, { encoding: 1, channels: 2, sampleRate: 48000, bits: 16, from, to: bytes.length });
  yes(isPlain(layout));
  equal(wavLayout(wav({ length: 0xffffffff }), bytes.length).to, bytes.length, 'a length that was never written');
  equal(wavLayout(bytes.subarray(0, 60), bytes.length).from, 0, 'samples behind the bytes that are here');
  equal(wavLayout(new Uint8Array(100), 100), null);
});

check('only samples that the gateway takes are plain', () => {
  const plain = (options) => isPlain(wavLayout(wav(options), 1000));
  yes(plain({ extended: true }), 'the extensible form of PCM');
  yes(plain({ channels: 1 }), 'one channel');
  yes(!plain({ bits: 24 }), 'not 24 bits');
  yes(!plain({ encoding: 3, bits: 32 }), 'not floating point');
  yes(!plain({ encoding: 3, extended: true }), 'not another encoding in the extensible form');
  yes(!plain({ channels: 6 }), 'not six channels');
  yes(!plain({ length: 0 }), 'not without samples');
  yes(!isPlain(null));
});

check('peaks hold the extremes of every stretch, also when they grew bit by bit', () => {
  const samples = noise(100000);
  const grown = new Peaks();
  for (let length = 777; length < samples.length; length += 777) {
    grown.update(samples, length);
  }
  grown.update(samples, samples.length);
  const whole = new Peaks(samples);
  for (const [from, to] of [[0, 100000], [0, 5], [512, 40960], [99000, 100000], [3000, 3100]]) {
    equal(grown.range(from, to), whole.range(from, to));
    const part = samples.subarray(from, to);
    const [low, high] = whole.range(from, to);
    yes(low <= Math.min(...part.slice(0, 5000)) && high >= Math.max(...part.slice(0, 5000)), `${from} to ${to}`);
  }
});

check('a full-scale sine has magnitude 1 at its bin', () => {
  const bin = 93;
  const sine = Float32Array.from({ length: 8192 }, (unused, i) => Math.sin((2 * Math.PI * bin * i) / WINDOW));
  const found = magnitudes(sine, sine.length, 4096);
  near(found[bin], 1, 1e-3);
  near(found[bin + 5], 0, 1e-3);
  const bins = rowBins(100, 44100, 16000);
  const rows = column(sine, sine.length, 4096, bins);
  const loudest = rows.indexOf(Math.max(...rows));
  const { from, to } = bins[loudest];
  yes(from <= bin + 1 && to >= bin - 1, 'the loudest row holding the sine');
});

const bytes = (text, more = []) => {
  const head = [...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([...head, ...more, ...new Array(80).fill(0)]);
};

check('the sample rate is read from what files say of themselves', () => {
  const wav = bytes('RIFF....WAVEfmt ', [16, 0, 0, 0, 1, 0, 2, 0, 0x80, 0xbb, 0, 0]);
  equal(sampleRateOf(wav), 48000);
  const flac = bytes('fLaC', [0, 0, 0, 34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0xc4, 0x42, 0xf0]);
  equal(sampleRateOf(flac), 44100);
  equal(sampleRateOf(bytes('', [0xff, 0xfb, 0x94, 0x64])), 48000);
  equal(sampleRateOf(bytes('ID3', [4, 0, 0, 0, 0, 0, 2, 1, 2, 0xff, 0xf3, 0x90, 0x64])), 22050);
  equal(sampleRateOf(bytes('....ftypM4A ')), null);
  equal(sampleRateOf(new Uint8Array(3)), null);
});

check('times and pitches are written as musicians write them', () => {
  equal(clock(75.296, 1), '1:15.3');
  equal(clock(59.999, 1), '1:00.0');
  equal(clock(9, 0), '0:09');
  equal([barName(0), barName(3)], ['pickup', 'bar 3']);
  equal(sentence('no room: wait'), 'No room: wait');
  equal(pitchName(60), 'C4');
  equal(pitchName(70), 'B♭4');
});
