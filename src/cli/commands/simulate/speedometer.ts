import type { SimulatedDelivery } from '../../../testing/index.js';

/** Measures the speed at which deliveries are taken, as simulated time against real time. */
export class Speedometer {
  readonly #now: () => number;
  #firstMs = 0;
  #lastMs = 0;
  #simulatedMs = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Passes deliveries on. */
  *pass(deliveries: Iterable<SimulatedDelivery>): Generator<SimulatedDelivery, void> {
    let firstAtMs: number | undefined;
    for (const delivery of deliveries) {
      if (firstAtMs === undefined) {
        firstAtMs = delivery.atMs;
        // Only now, since the URL is validated before: how long that takes is not the speed's.
        this.#firstMs = this.#now();
      }
      yield delivery;
      // The next one is asked for once this one is on its way.
      this.#lastMs = this.#now();
      this.#simulatedMs = delivery.atMs - firstAtMs;
    }
  }

  /** The speed, unless all deliveries are of one moment. */
  get speed(): number | undefined {
    return this.#simulatedMs > 0 ? this.#simulatedMs / (this.#lastMs - this.#firstMs) : undefined;
  }
}
