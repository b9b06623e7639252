import type { Act } from './case-acts'

interface ActWords {
  /** In the menu. */
  item: string
  title(number: number): string
  description: string
  reasonHint: string
  submit: string
  busy: string
  done(number: number): string
  /** It cannot be taken back: the case's number has to be typed. */
  final: boolean
}

const stays = 'It stays in the trail, where it can be erased.'

/** What the menu and the dialogs say of each act. */
export const actWords: Record<Act, ActWords> = {
  purge: {
    item: 'Delete the media now',
    title: (number) => `Delete the media of case ${number} now?`,
    description:
      'Every copy is deleted as soon as nothing works on it, and looked for afterwards. Nobody can take that back, and nothing can be analysed again.',
    reasonHint: stays,
    submit: 'Delete it now',
    busy: 'Ordering',
    done: (number) => `The media of case ${number} is being deleted.`,
    final: true,
  },
  erase: {
    item: 'Ask for an erasure',
    title: (number) => `Ask for the erasure of case ${number}?`,
    description:
      'Another manager or admin has to confirm it. Then its media goes, and with it the reasons that people wrote; until then nothing changes.',
    reasonHint: 'Whoever confirms it reads this. It stays after the erasure: name nobody in it.',
    submit: 'Ask for it',
    busy: 'Asking',
    done: (number) => `Asked for. Somebody else has to confirm the erasure of case ${number}.`,
    final: false,
  },
  hold: {
    item: 'Set a legal hold',
    title: (number) => `Put case ${number} under a legal hold?`,
    description: 'Nothing of it is deleted until the hold is lifted: not by a person, and not over the API.',
    reasonHint: stays,
    submit: 'Set the hold',
    busy: 'Setting',
    done: (number) => `Case ${number} is under a legal hold.`,
    final: false,
  },
  endHold: {
    item: 'Lift the legal hold',
    title: (number) => `Lift the legal hold on case ${number}?`,
    description: 'From then on it can be deleted like any other case.',
    reasonHint: stays,
    submit: 'Lift the hold',
    busy: 'Lifting',
    done: (number) => `The legal hold on case ${number} is lifted.`,
    final: false,
  },
}
