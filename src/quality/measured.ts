import type { GroupFigures } from './figures.js';
import type { Measurement } from './reading.js';
import type { Saved } from './saved.js';
import { Tallies } from './tallies.js';
import type { Arrival } from './timeline.js';

/** What was measured in one group of samples, apart from its time. */
export class Measured {
  samples = 0;
  untimed = 0;
  late = 0;
  #tallies = new Tallies();

  /** @param samples how many samples the measurements were made from */
  add(measurements: readonly Measurement[], arrival: Arrival | 'untimed' = 'new', samples = 1): void {
    this.samples += samples;
    if (arrival === 'untimed') this.untimed += 1;
    if (arrival === 'late') this.late += 1;
    this.#tallies.add(measurements);
  }

  addAll(other: Measured): void {
    this.samples += other.samples;
    this.untimed += other.untimed;
    this.late += other.late;
    this.#tallies.addAll(other.#tallies);
  }

  figures(): Pick<GroupFigures, 'samples' | 'untimed' | 'late' | 'metrics'> {
    const { samples, untimed, late } = this;
    return { samples, untimed, late, metrics: this.#tallies.figures() };
  }

  toJSON(): unknown {
    const { samples, untimed, late } = this;
    return { samples, untimed, late, tallies: this.#tallies };
  }

  static from(saved: Saved): Measured {
    const measured = new Measured();
    measured.samples = saved.get('samples').whole();
    measured.untimed = saved.get('untimed').whole();
    measured.late = saved.get('late').whole();
    measured.#tallies = Tallies.from(saved.get('tallies'));
    return measured;
  }
}
