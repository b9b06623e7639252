import type { DetectionParameters } from '@/lib/detect/request-parameters'
import type { SubmitOption } from '@/lib/teams/team-rules'

/** What is ticked or not, as it is offered on Submit and in the team's settings; what it costs in privacy ends the hint. */
export const submitOptions = [
  {
    name: 'visualize',
    label: 'Draw maps',
    hint: 'Pictures of where and when a check found something. They are deleted with the media, except those that show nothing of it.',
  },
  {
    name: 'intelligence',
    label: 'Write a report',
    hint: 'What the evidence comes to, in words, once the analysis has ended. It stays with the case, under zero retention without a word of the file. A Detect API, where one analyses it, is asked for one too.',
  },
  {
    name: 'audioSourceTracing',
    label: 'Trace the source of sound',
    hint: 'Sound that is judged fake: names its likely generator, where its own marks do. Nothing more of the file leaves this server for it; under zero retention what only those marks say is not kept.',
  },
  {
    name: 'reverseSearch',
    label: 'Look for the same picture',
    hint: 'Lists your team’s other cases with exactly the same file; this server asks nobody outside. A Detect API, where one analyses it, is asked to search too: whom it shows the picture to, Docket cannot tell.',
  },
] as const satisfies readonly { name: SubmitOption; label: string; hint: string }[]

/** Which of a video's tracks are looked at. */
export const modalities: Record<DetectionParameters['modality'], string> = {
  all: 'Picture and sound',
  video: 'Picture alone',
  audio: 'Sound alone',
}

export const frameLengths = [1, 2, 3, 4]

/** "1 second" */
export function secondsWords(seconds: number): string {
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}

/** How each option is called where it is told apart from the page that offers it. */
export const optionNames: Record<SubmitOption, string> = {
  ...(Object.fromEntries(submitOptions.map(({ name, label }) => [name, label])) as Record<TickedOption, string>),
  modality: 'Of a video',
  frameLength: 'Seconds judged together',
  faceOnly: 'Look at faces only',
  useOodDetector: 'Ask whether the sound is unusual',
  inferFromIntelligence: 'Let the report change the verdict',
  startRegion: 'Analyse from second',
  endRegion: 'Analyse to second',
  maxVideoSecs: 'Seconds of a video at most',
  language: 'Language',
}
type TickedOption = (typeof submitOptions)[number]['name']

/** An option's value in a few words; null for what none of them can be. */
export function optionWords(name: SubmitOption, value: unknown): string | null {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (name === 'modality') return Object.entries(modalities).find(([one]) => one === value)?.[1] ?? null
  return typeof value === 'number' || (name === 'language' && typeof value === 'string') ? String(value) : null
}
