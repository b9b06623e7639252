import type { SubmitDefaults } from '@/lib/teams/team-rules'

/** What can be asked for on Submit by a tick alone, as it is offered there and in the team's settings. */
export const submitOptions: { name: keyof SubmitDefaults; label: string; hint: string }[] = [
  {
    name: 'visualize',
    label: 'Draw maps',
    hint: 'Pictures of where and when a check found something. They are deleted with the media, except those that show nothing of it.',
  },
  {
    name: 'intelligence',
    label: 'Write a report',
    hint: 'What the evidence comes to, in words, once the analysis has ended.',
  },
  {
    name: 'audioSourceTracing',
    label: 'Trace the source of sound',
    hint: 'Sound that is judged fake: names its likely generator, where its own marks do.',
  },
  {
    name: 'reverseSearch',
    label: 'Look for the same picture',
    hint: 'Lists your team’s other cases with exactly the same file. A Detect API, where one analyses it, is asked to search too.',
  },
]
