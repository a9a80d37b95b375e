import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { useVersionName } from '../position/use-version-name.ts'
import styles from './Compare.module.css'
import { MomentFields } from './MomentFields.tsx'
import { instantOfSide, momentBeside, readSide, type Side, sideCode } from './side.ts'

interface Props {
  readonly which: 'earlier' | 'later'
  readonly position: PositionDetail
  readonly side: Side
  readonly other: Side
  readonly onSide: (side: Side) => void
}

/** Chooses one of the two texts: a version by its name, the draft now, or the draft at a time in Brussels. */
export function SidePicker({ which, position, side, other, onSide }: Props) {
  const t = useT('compare')
  const label = t(which)
  const time = useTime()
  const versionName = useVersionName()
  const { readDraft } = position.abilities
  const versions = [...position.versions].sort((one, other) => other.number - one.number)
  const options = [
    ...(readDraft ? [{ value: 'now', label: t('side.now') }] : []),
    ...versions.map((version) => ({
      value: sideCode({ kind: 'version', number: version.number }),
      label: t('side.version', { name: versionName(version), at: time.stamp(version.frozenAt) }),
    })),
    ...(readDraft ? [{ value: 'moment', label: t('side.moment') }] : []),
  ]
  const choose = (value: string) => {
    const chosen =
      value === 'moment'
        ? momentBeside(which, {
            other: instantOfSide(other, position.versions) ?? null,
            createdAt: position.createdAt,
            now: Date.now(),
          })
        : readSide(value)
    if (chosen) onSide(chosen)
  }
  return (
    <fieldset className={styles.side}>
      <legend className="visually-hidden">{label}</legend>
      <SelectField
        label={label}
        value={side.kind === 'moment' ? 'moment' : sideCode(side)}
        onValue={choose}
        options={options}
      />
      {side.kind === 'moment' && (
        // What is being typed is forgotten when another moment is chosen elsewhere.
        <MomentFields key={side.at} at={side.at} onAt={(at) => onSide({ kind: 'moment', at })} />
      )}
    </fieldset>
  )
}
