import { CornerDownLeft, FileSearch, Keyboard, Layers, Search, Users } from 'lucide-react'
import { KeyHint } from '@/components/keys/key-hint'
import { PlaceIcon } from '@/components/shell/place-icon'
import { cn } from '@/components/ui/cn'
import { type Entry, groups } from './entries'

interface PaletteListProps {
  id: string
  entries: Entry[]
  /** The id of the one that Enter takes. */
  current: string | undefined
  onPoint(id: string): void
  onChoose(entry: Entry): void
}

/** What fits, under its headings. The focus stays in the field: `current` is what it is on. */
export function PaletteList({ id, entries, current, onPoint, onChoose }: PaletteListProps) {
  return (
    <div id={id} role="listbox" aria-label="What fits" className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
      {groups.map((group) => {
        const ofGroup = entries.filter((entry) => entry.group === group)
        if (ofGroup.length === 0) return null
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset may not stand in a listbox
          <div key={group} role="group" aria-label={group} className="pb-1.5 last:pb-0">
            <p aria-hidden className="px-2.5 py-1 text-xs font-medium text-muted-foreground">
              {group}
            </p>
            {ofGroup.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field, which has the focus, takes the keys
              <div
                key={entry.id}
                id={`${id}-${entry.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={entry.id === current}
                onPointerMove={() => onPoint(entry.id)}
                onClick={() => onChoose(entry)}
                className={cn(
                  'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 text-sm outline-none',
                  'aria-selected:bg-accent aria-selected:text-accent-foreground',
                )}
              >
                <EntryIcon entry={entry} />
                <span className="shrink-0 font-medium wrap-anywhere max-sm:shrink">{entry.label}</span>
                {entry.detail && (
                  <span className="min-w-0 flex-1 truncate text-[0.8125rem] text-muted-foreground">{entry.detail}</span>
                )}
                <span className="ml-auto flex shrink-0 items-center">
                  {entry.action && <KeyHint action={entry.action} />}
                  {entry.id === current && !entry.action && (
                    <CornerDownLeft aria-hidden className="size-4 text-muted-foreground" />
                  )}
                </span>
              </div>
            ))}
          </div>
        )
      })}
    </div>
  )
}

function EntryIcon({ entry: { place, group } }: { entry: Entry }) {
  if (place) return <PlaceIcon place={place} className="size-4 shrink-0 text-muted-foreground" />
  const Icon = { Cases: FileSearch, 'On this page': Keyboard, Pages: FileSearch, Queues: Layers, Teams: Users, Search }[
    group
  ]
  return <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
}
