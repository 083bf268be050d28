import './node.js';
import './quality.js';
import './rest.js';
import './samples.js';
import './webhooks.js';
