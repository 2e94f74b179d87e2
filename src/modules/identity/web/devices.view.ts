import type { Instant } from '#kernel/instant';
import { qrCode } from '#platform/pdf/qr';
import type { ListedDevice } from '../data/device-list.read-model';
import { printedCode } from '../domain/activation';
import { PAIRING_MINUTES } from '../domain/device-session';
import type { PairingCode } from '../shared-devices.service';
import type { Say } from '#platform/views/say';

export function deviceRow(device: ListedDevice, now: Instant, say: Say, sayMoment: (at: Instant) => string) {
  const { id, name, site, pairedAt, pairedByName, pairingUntil, lastSeenAt, revokedAt } = device;
  const key = (word: string): string => `identity.devices.${word}`;
  const moment = (word: string, at: Instant): string => say(key(word), { at: sayMoment(at) });
  const waiting = pairingUntil !== null && now < pairingUntil;
  const states = [
    ...(pairedAt === null
      ? [say(key(waiting ? 'waiting' : 'not-paired'))]
      : [say(key('paired'), { at: sayMoment(pairedAt), by: pairedByName ?? '' })]),
    ...(lastSeenAt === null ? [] : [moment('seen', lastSeenAt)]),
    ...(revokedAt === null ? [] : [moment('revoked', revokedAt)]),
  ];
  return { name, site, states, codePath: `/devices/${id}/codes`, revokePath: `/devices/${id}/revocations`, isPaired: pairedAt !== null };
}

/** The white around a QR code, four of its modules and a little, without which cameras do not find it. */
const QUIET = 32;
const QR_SIZE = 200;

export function pairingView({ name, code }: PairingCode, address: string, where: string) {
  const { path } = qrCode(address, { x: 0, y: 0, width: QR_SIZE, height: QR_SIZE }, '#000000', '');
  const side = QR_SIZE + 2 * QUIET;
  return { name, code: printedCode(code), qr: path, qrBox: `${-QUIET} ${-QUIET} ${side} ${side}`, where, minutes: PAIRING_MINUTES };
}
