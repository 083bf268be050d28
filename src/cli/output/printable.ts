// Control and format characters (colours, cursor moves, text direction), line separators, and unpaired surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const FIRST_PICTURE = 0x2400;
const LAST_C0 = 0x1f;
const DELETE = '\x7f';

/**
 * Replaces every character that could control a terminal, by its picture (`␛`) or by `�`. Payload text needs it: anyone who
 * joins a call chooses a name.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0);
    if (code <= LAST_C0) return String.fromCharCode(FIRST_PICTURE + code);
    return character === DELETE ? '␡' : '�';
  });
}
