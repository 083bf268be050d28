import { toRow } from 'zoom-qss';
import { toBatch } from 'zoom-qss/store';
import { createReceiver } from 'zoom-qss/webhooks';

/** Prints every sample as a line of JSON. */
export const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent: (event, { repairs }) => {
    for (const sample of toBatch(event, repairs).samples) console.log(JSON.stringify(toRow(sample)));
  },
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});
