import { createReceiver, toLambdaHandler } from 'zoom-qss/webhooks';

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  onEvent: (event) => console.log(event.event),
});

export const handler = toLambdaHandler(receiver);
