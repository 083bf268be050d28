import express from 'express';
import { toNodeHandler } from 'zoom-qss/webhooks';
import { receiver } from './receiver.js';
import { closeOnSigterm } from './shutdown.js';

const app = express();
app.post('/webhooks/zoom', toNodeHandler(receiver)); // before express.json()
app.use(express.json());
closeOnSigterm(app.listen(Number(process.env.PORT ?? 8080)));
