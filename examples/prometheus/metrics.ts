import { Counter, Gauge, Histogram } from 'prom-client';
import type { AnsweredRequest } from 'zoom-qss/webhooks';

const labelNames = ['status', 'code', 'event', 'kind'];
const answers = new Counter({ name: 'zoom_webhook_answers_total', help: 'Requests', labelNames });
const seconds = new Histogram({ name: 'zoom_webhook_answer_seconds', help: 'Time to answer' });
const validated = new Gauge({
  name: 'zoom_webhook_validated_seconds',
  help: 'Time of the last URL validation',
});
// Otherwise it is 0, and an alert on its age fires after each restart.
validated.setToCurrentTime();

export function onAnswered({ status, code, event, challenge, duplicate, ms }: AnsweredRequest) {
  const kind = challenge ? 'challenge' : duplicate ? 'duplicate' : '';
  answers.inc({ status, code: code ?? '', event: event ?? '', kind });
  seconds.observe(ms / 1000);
  if (challenge) validated.setToCurrentTime();
}
