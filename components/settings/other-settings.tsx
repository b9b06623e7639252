import Link from 'next/link'
import type { NavigationGroup, Place } from '@/components/shell/navigation'
import { PlaceIcon } from '@/components/shell/place-icon'

/** What is set on each page of the settings. */
const words: Partial<Record<Place, string>> = {
  members: 'Who is in the team, and whom it has invited.',
  roles: 'Who may do what.',
  'sign-in': 'How people prove who they are.',
  policies: 'What people judge by, version by version.',
  queues: 'The lines in which cases wait.',
  routing: 'Which case goes into which queue.',
  desk: 'Claims, undo, blur and breaks, for everybody.',
  keys: 'Programs that use the API, and what each may do.',
  detector: 'What analyses the team’s cases.',
  'known-media': 'Lists that new media is matched with.',
  webhooks: 'Who is told of what happens here.',
  callbacks: 'Outcomes that were sent to programs.',
  'retention-rules': 'What must not be kept, and for how long it may be seen.',
  store: 'Where media lies.',
  sealing: 'The key that signs the trail, and its copies.',
  health: 'How this server is doing.',
}

/** The other pages of the settings that somebody may open, each with what is set there. */
export function OtherSettings({ navigation }: { navigation: NavigationGroup[] }) {
  const entries = navigation.flatMap((group) => (group.heading === 'Settings' ? group.entries : []))
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {entries
        .filter(({ place }) => place in words)
        .map(({ place, label, href }) => (
          <li key={place}>
            <Link
              href={href}
              className="flex h-full gap-3 rounded-lg border bg-card px-4 py-3 text-sm shadow-xs hover:bg-accent hover:text-accent-foreground"
            >
              <PlaceIcon place={place} className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" />
              <span>
                <span className="block font-medium">{label}</span>
                <span className="block text-pretty text-muted-foreground">{words[place]}</span>
              </span>
            </Link>
          </li>
        ))}
    </ul>
  )
}
