const maxNumbers = 256;

/** Writes the numbers of one row after another, in one buffer. */
export class RowWriter {
  readonly #values = new Float64Array(maxNumbers);
  #row = this.#values;
  #length = 0;

  add(value: number): void {
    this.#values[this.#length++] = value;
  }

  addAll(values: readonly number[]): void {
    for (let i = 0; i < values.length; i++) this.#values[this.#length++] = values[i] as number;
  }

  /** The row; the next number begins another and overwrites it. */
  end(): Float64Array {
    if (this.#row.length !== this.#length) this.#row = this.#values.subarray(0, this.#length);
    this.#length = 0;
    return this.#row;
  }
}
