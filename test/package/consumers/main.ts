import './node.js';
import './quality.js';
import './rest.js';
import './samples.js';
import './store.js';
import './webhooks.js';
