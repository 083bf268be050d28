import './rest.js';
import './samples.js';
import './webhooks.js';
