export { answerChallenge, type ChallengeAnswer, type ChallengeOptions } from './challenge.js';
export { type SignatureHeaders, type SignOptions, sign } from './sign.js';
export { type VerifyOptions, verify } from './verify.js';
