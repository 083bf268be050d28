import './node.js';
import './otel.js';
import './quality.js';
import './rest.js';
import './samples.js';
import './schemas.js';
import './store.js';
import './webhooks.js';
