/** Hands the microphone's samples, first channel, to the page in blocks of 2,048. */
class Microphone extends AudioWorkletProcessor {
  #block = new Float32Array(2048);
  #filled = 0;

  process(inputs) {
    const samples = inputs[0][0];
    if (samples !== undefined) {
      for (const sample of samples) {
        this.#block[this.#filled++] = sample;
        if (this.#filled === this.#block.length) {
          this.port.postMessage(this.#block);
          this.#filled = 0;
        }
      }
    }
    return true;
  }
}

registerProcessor('microphone', Microphone);
