/** How a person wants to meet media: each switch for itself, on images and video alike. */
export interface Viewing {
  blur: boolean
  grey: boolean
  mute: boolean
}

export const viewingKinds = ['blur', 'grey', 'mute'] as const satisfies (keyof Viewing)[]

/** What each is called on its switch, and what it does. */
export const viewingWords: Record<keyof Viewing, { name: string; does: string }> = {
  blur: { name: 'Blur', does: 'Pictures and video are blurred until somebody asks to see one.' },
  grey: { name: 'Grey', does: 'Pictures and video are shown without colour.' },
  mute: { name: 'Mute', does: 'Sound and video begin without sound.' },
}

/** One switch turned. */
export function turned(viewing: Viewing, kind: keyof Viewing): Viewing {
  return { ...viewing, [kind]: !viewing[kind] }
}

/** The switches on the next page: what was turned off is on again as it was set, what was turned on stays. */
export function onNextPage(viewing: Viewing, set: Viewing): Viewing {
  return { blur: viewing.blur || set.blur, grey: viewing.grey || set.grey, mute: viewing.mute || set.mute }
}
