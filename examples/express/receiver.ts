import { createReceiver } from 'zoom-qss/webhooks';

export const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  on: {
    'meeting.participant_qos': async (event, delivery) => {
      console.log(event.payload.object.uuid, delivery.requestId);
    },
  },
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});
