// Control and format characters (colours, cursor moves, text direction), line separators, and halves of pairs.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const FIRST_PICTURE = 0x2400;
const LAST_C0 = 0x1f;
const DELETE = '\x7f';

/**
 * A text that a terminal shows and does not obey. Whoever joins a call chooses a name, so that payload text may hold
 * anything: each such character is shown as its picture, `␛`, or as `�`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0);
    if (code <= LAST_C0) return String.fromCharCode(FIRST_PICTURE + code);
    return character === DELETE ? '␡' : '�';
  });
}
