import type { EventFault } from '../errors.js';
import type { EventRepair, Repairs } from './repaired.js';

/** More repairs tell nobody more, and a hostile body could need a million. */
const MAX_REPAIRS = 100;

/** A list of repairs with a limit. When it is full, lossless conversions give way to losses, and what is left out is counted. */
export class RepairList implements Repairs {
  readonly repairs: EventRepair[] = [];
  readonly repairsOmitted = { filled: 0, dropped: 0, converted: 0 };
  #conversions = 0;

  /** @param faultOf makes the fault that was repaired; not called if the repair is left out */
  add(action: EventRepair['action'], faultOf: () => EventFault): void {
    if (this.repairs.length >= MAX_REPAIRS && !this.#makeRoom(action)) {
      this.repairsOmitted[action] += 1;
      return;
    }
    if (action === 'converted') this.#conversions += 1;
    this.repairs.push({ action, ...faultOf() });
  }

  #makeRoom(action: EventRepair['action']): boolean {
    if (action === 'converted' || this.#conversions === 0) return false;
    this.repairs.splice(
      this.repairs.findLastIndex((repair) => repair.action === 'converted'),
      1,
    );
    this.#conversions -= 1;
    this.repairsOmitted.converted += 1;
    return true;
  }
}
