import { samplesFromRest } from 'zoom-qss';
import { createQssClient, type QssClient, RestTransportError, ZoomApiError } from 'zoom-qss/rest';
import { check } from './check.js';

const page = {
  page_size: 10,
  next_page_token: '',
  participants: [
    { participant_id: '1', qos: [{ type: 'wifi_rssi', details: { avg_rssi: -50, rssi_unit: 'dBm' } }] },
  ],
};

const zoom: QssClient = createQssClient({
  token: 'token',
  fetch: async () => new Response(JSON.stringify(page), { headers: { 'content-type': 'application/json' } }),
});

export async function signalOf(meetingId: string): Promise<number | null> {
  try {
    for await (const participant of zoom.meetingParticipants(meetingId, { pageSize: 10 })) {
      const { samples } = samplesFromRest(participant, {
        source: 'rest.meeting',
        conference: { id: meetingId },
      });
      return samples[0]?.rssiDbm?.avg ?? null;
    }
  } catch (error) {
    if (error instanceof ZoomApiError && error.code === 'rate_limited') throw new Error(`${error.retryAt}`);
    if (error instanceof RestTransportError && error.code === 'timeout') throw new Error('again');
    throw error;
  }
  return null;
}

signalOf('123456789').then((rssi) => check(rssi === -50, 'a list gives participants'));
