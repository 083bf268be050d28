import { createAlert, PRESETS } from 'zoom-qss/quality';
import { toBatch } from 'zoom-qss/store';
import { createReceiver } from 'zoom-qss/webhooks';

const { thresholds, rule } = PRESETS.twilio;
const alert = createAlert({ thresholds, ...rule, withinMs: 10 * 60_000 });

/** Prints whose calls become bad, and whose become good again. */
export const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent: (event, { repairs }) => {
    // In calls people have only the id of their user.
    for (const sample of toBatch(event, repairs).samples)
      for (const { kind, reason, participant } of alert.add(sample))
        console.log(kind, reason, participant.id ?? participant.userId);
  },
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});
