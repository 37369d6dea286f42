/**
 * Bounds what is on its way to a service: how many calls and how many bytes at once. A producer waits until
 * there is room, so what it has made and nobody has sent yet never fills the memory.
 */

/** Room for calls and their bytes, which several producers may share. */
export class Room {
  readonly #most: { calls: number; bytes: number };
  #calls = 0;
  #bytes = 0;
  readonly #waiting: { bytes: number; enter: () => void }[] = [];

  constructor(most: { calls: number; bytes: number }) {
    this.#most = most;
  }

  /** Waits for room, first come first served. What has more bytes than fit at all waits until it is alone. */
  async enter(bytes: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#fits(bytes)) return this.#take(bytes);
    await new Promise<void>((enter) => this.#waiting.push({ bytes, enter }));
  }

  leave(bytes: number): void {
    this.#calls--;
    this.#bytes -= bytes;
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined || !this.#fits(next.bytes)) return;
      this.#waiting.shift();
      this.#take(next.bytes);
      next.enter();
    }
  }

  #fits(bytes: number): boolean {
    const { calls, bytes: mostBytes } = this.#most;
    return this.#calls === 0 || (this.#calls < calls && this.#bytes + bytes <= mostBytes);
  }

  #take(bytes: number): void {
    this.#calls++;
    this.#bytes += bytes;
  }
}

/** The calls of one producer. */
export class InFlight {
  readonly #room: Room;
  readonly #calls = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Begins the call once there is room. @throws the error of an earlier call */
  async begin(bytes: number, call: () => Promise<unknown>): Promise<void> {
    await this.#room.enter(bytes);
    if (this.#failure !== undefined) {
      this.#room.leave(bytes);
      throw this.#failure.error;
    }
    const ended = call()
      .then(
        () => {},
        (error) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => {
        this.#room.leave(bytes);
        this.#calls.delete(ended);
      });
    this.#calls.add(ended);
  }

  /**
   * Waits until nothing is on its way any more: a call that is still in flight when Lambda freezes a function
   * would reach its service when the function thaws.
   *
   * @throws the error of the first call that failed
   */
  async end(): Promise<void> {
    await Promise.all(this.#calls);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
