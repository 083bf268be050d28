export { emplace } from './emplace.js';
