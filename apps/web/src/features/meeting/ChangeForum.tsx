import { languages, type ReservationType, reservationEffects, reservationTypes } from '@samsyn/domain'
import type { MeetingDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { languageNames } from '../../i18n/languages.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { forumDraftOf, forumFactsOf } from './forum-draft.ts'
import styles from './MeetingForm.module.css'
import { mergedInto } from './meeting-draft.ts'
import { useKeepForum } from './use-keep-forum.ts'

/** A button for saying anew what a forum is called and what reservations do in it, and its dialog. */
export function ChangeForum({ forum }: { readonly forum: MeetingDetail['forum'] }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const language = useLanguage()
  // As for a meeting: what comes meanwhile is refused, not written over.
  const [was, setWas] = useState<MeetingDetail['forum'] | null>(null)
  const [draft, setDraft] = useState(forumDraftOf(forum))
  const [isAsked, setAsked] = useState(false)
  const [now, setNow] = useState<MeetingDetail['forum'] | null>(null)
  const keep = useKeepForum(forum.id, (changed) => {
    if (was) setDraft((typed) => mergedInto(typed, forumDraftOf(was), forumDraftOf(changed)))
    setWas(changed)
    setNow(changed)
  })
  const begin = () => {
    keep.reset()
    setWas(forum)
    setDraft(forumDraftOf(forum))
    setAsked(false)
    setNow(null)
  }
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('keep.required') : null)
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onValue: (typed: string) => setDraft({ ...draft, [name]: typed }),
    error: missing(draft[name]),
  })
  const setEffect = (type: ReservationType, effect: (typeof reservationEffects)[number]) =>
    setDraft({ ...draft, [type]: effect })
  return (
    <>
      <button type="button" className="ds-button" data-variant="secondary" onClick={begin}>
        {t('keep.changeForum')}
      </button>
      <CommandDialog
        isOpen={was !== null}
        onClose={() => setWas(null)}
        title={t('keep.changeForum')}
        confirm={t('keep.save')}
        size="wide"
        error={keep.error}
        isPending={keep.isPending}
        onConfirm={() => {
          setAsked(true)
          const becomes = forumFactsOf(draft)
          if (becomes && was)
            keep.mutate(
              { was: forumFactsOf(forumDraftOf(was)) ?? becomes, becomes },
              { onSuccess: () => setWas(null) },
            )
        }}
      >
        <TextField
          label={t('keep.shortName')}
          hint={t('keep.shortNameHint')}
          maxLength={40}
          required
          {...field('shortName')}
        />
        <fieldset className={styles.countries}>
          <legend>{t('keep.forumName')}</legend>
          {languages.map((each) => (
            <TextField key={each} label={languageNames[each]} maxLength={200} required {...field(each)} />
          ))}
        </fieldset>
        <fieldset className={`${styles.countries} ${styles.effects}`}>
          <legend>{t('keep.effects')}</legend>
          <p className={styles.hint}>
            {t('keep.effectsHint')} {t('keep.changeForumText')}
          </p>
          {reservationTypes.map((type) => (
            <SelectField
              key={type}
              label={tDomain(`reservationType.${type}`)}
              value={draft[type]}
              onValue={(effect) => setEffect(type, effect)}
              options={reservationEffects.map((effect) => ({
                value: effect,
                label: tDomain(`reservationEffect.${effect}`),
              }))}
            />
          ))}
        </fieldset>
        {now && (
          <div className={styles.now}>
            <p>{t('keep.forumNow', { name: `${now.shortName} · ${now.name[language]}` })}</p>
            <ul>
              {reservationTypes.map((type) => (
                <li key={type}>
                  {tDomain(`reservationType.${type}`)}:{' '}
                  {tDomain(`reservationEffect.${now.reservationEffects[type]}`)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </CommandDialog>
    </>
  )
}
