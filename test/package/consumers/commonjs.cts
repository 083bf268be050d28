import zoomQss = require('zoom-qss');
import rest = require('zoom-qss/rest');
import webhooks = require('zoom-qss/webhooks');

const event: zoomQss.ZoomEvent | zoomQss.UnknownEvent = zoomQss.parseEvent('{"event":"a.b","payload":1}');
const options: rest.QssClientOptions = { token: 'token' };
const signed: Promise<webhooks.SignatureHeaders> = webhooks.sign({ body: 'a', secret: 'b' });

export = { event, client: rest.createQssClient(options), signed };
