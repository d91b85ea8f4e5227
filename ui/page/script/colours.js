// A colour for each speaker; the same as `speaker_colour` in ui/page/colours.py.
const N_COLOURS = 12;

export function speakerColour(name) {
  let number = 0;
  for (const character of name) number = (number * 31 + character.codePointAt(0)) % 65521;
  return number % N_COLOURS;
}
