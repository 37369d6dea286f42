/**
 * Virtual time: a heap of events. Events of one millisecond run together, then the stages run until each of
 * them waits for another event. So it is known how long an execution waits, whatever this machine is doing.
 */

interface TimedEvent {
  at: number;
  order: number;
  run: () => void;
}

export class Timeline {
  now: number;
  readonly start: number;
  readonly #heap: TimedEvent[] = [];
  #count = 0;
  #outside = 0;

  /** @param start milliseconds since 1970 */
  constructor(start = Date.parse('2021-06-02T12:00:00Z')) {
    this.now = this.start = start;
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return this.now - this.start;
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.now + milliseconds, run);
  }

  /** Times are rounded up to whole milliseconds. */
  at(time: number, run: () => void): void {
    const event = { at: Math.max(this.now, Math.ceil(time)), order: this.#count++, run };
    const heap = this.#heap;
    let i = heap.length;
    heap.push(event);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as TimedEvent;
      if (isBefore(above, event)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = event;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Time stands still during work that takes real time, such as the unpacking of an archive. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outside++;
    try {
      return await work();
    } finally {
      this.#outside--;
    }
  }

  /** Within such work, a call that waits for virtual time. */
  async inside<T>(call: () => Promise<T>): Promise<T> {
    this.#outside--;
    try {
      return await call();
    } finally {
      this.#outside++;
    }
  }

  /** Runs something to its end. @returns how many milliseconds it waited */
  async measure(work: () => Promise<unknown>): Promise<number> {
    const began = this.now;
    let ended = false;
    const working = Promise.allSettled([work()]).then(([result]) => {
      ended = true;
      return result;
    });
    if (!(await this.run(() => ended))) throw new Error('The work waits for something that never comes.');
    const result = await working;
    if (result.status === 'rejected') throw result.reason;
    return this.now - began;
  }

  /**
   * Lets time pass until `isDone`, or until nothing is left to happen.
   *
   * @returns whether `isDone` ended it
   */
  async run(isDone: () => boolean = () => false, until = Number.POSITIVE_INFINITY): Promise<boolean> {
    await this.#settle();
    while (!isDone()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) {
        if (Number.isFinite(until)) this.now = Math.max(this.now, until);
        return false;
      }
      this.now = next.at;
      while ((this.#heap[0]?.at ?? Number.POSITIVE_INFINITY) <= this.now) this.#pop().run();
      await this.#settle();
    }
    return true;
  }

  /** The same without stages: nothing waits for a promise. */
  runModel(isDone: () => boolean, until = Number.POSITIVE_INFINITY): boolean {
    while (!isDone()) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) return false;
      this.now = next.at;
      this.#pop().run();
    }
    return true;
  }

  /** Waits until every stage waits for an event. */
  async #settle(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#outside > 0);
  }

  #pop(): TimedEvent {
    const heap = this.#heap;
    const top = heap[0] as TimedEvent;
    const last = heap.pop() as TimedEvent;
    const { length } = heap;
    if (length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(heap[child + 1] as TimedEvent, heap[child] as TimedEvent)) child++;
      if (isBefore(last, heap[child] as TimedEvent)) break;
      heap[i] = heap[child] as TimedEvent;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

function isBefore(a: TimedEvent, b: TimedEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
