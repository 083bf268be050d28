import './node.js';
import './otel.js';
import './quality.js';
import './rest.js';
import './samples.js';
import './store.js';
import './webhooks.js';
