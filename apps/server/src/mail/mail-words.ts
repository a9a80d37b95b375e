import type { Language } from '@samsyn/domain'

/** What mails say beside what happened. */
export interface MailWords {
  readonly digestSubject: (date: string) => string
  readonly digestIntro: string
  readonly title: (title: string) => string
  /** Where the marking keeps the title out of mails. */
  readonly reference: (reference: string, marking: string) => string
  readonly deadline: (time: string) => string
  readonly asked: (time: string) => string
  /** In calendars. */
  readonly meeting: (forum: string) => string
  readonly corrigenda: (name: string, count: number) => string
  /** Behind a time. */
  readonly brussels: string
  readonly open: string
  readonly noText: string
  readonly settings: string
  readonly automatic: string
  readonly codeSubject: string
  readonly code: (code: string) => string
  readonly codeLasts: string
  readonly codeNotAsked: string
  readonly oldAddressSubject: string
  readonly oldAddress: string
  readonly oldAddressNotYou: string
}

/** The words of mails, in the language of whom they go to. */
export const mailWords: Readonly<Record<Language, MailWords>> = {
  en: {
    digestSubject: (date) => `Samsyn: what happened, ${date}`,
    digestIntro: 'This concerns you and is unread:',
    title: (title) => `Joint position “${title}”`,
    reference: (reference, marking) => `Joint position, reference ${reference} (${marking})`,
    deadline: (time) => `Deadline: ${time}`,
    asked: (time) => `Asked until: ${time}`,
    meeting: (forum) => `Meeting: ${forum}`,
    corrigenda: (name, count) =>
      `${name}: read with ${count === 1 ? 'one corrigendum' : `${count} corrigenda`}`,
    brussels: 'Brussels time',
    open: 'Open in Samsyn',
    noText: 'Mails hold no text of a position, and its title only where it is public.',
    settings: 'Choose what is mailed to you',
    automatic: 'This mail was sent by itself; nobody reads answers to it.',
    codeSubject: 'Samsyn: confirm your address',
    code: (code) => `Your code is ${code}`,
    codeLasts: 'Enter it in Samsyn, where you asked for it. It counts for one hour.',
    codeNotAsked: 'If you did not ask for it, you need do nothing: without the code no mail is sent here.',
    oldAddressSubject: 'Samsyn: your mails no longer go here',
    oldAddress: 'From now on nothing from Samsyn is mailed to this address.',
    oldAddressNotYou:
      'The address of your account was changed or removed, or you came back by a new way in: then give an address anew under your account. If that was not you, tell an administrator now.',
  },
  sv: {
    digestSubject: (date) => `Samsyn: vad som hänt, ${date}`,
    digestIntro: 'Detta rör dig och är oläst:',
    title: (title) => `Gemensam ståndpunkt ”${title}”`,
    reference: (reference, marking) => `Gemensam ståndpunkt, referens ${reference} (${marking})`,
    deadline: (time) => `Tidsfrist: ${time}`,
    asked: (time) => `Begärd till: ${time}`,
    meeting: (forum) => `Möte: ${forum}`,
    corrigenda: (name, count) => `${name}: läses med ${count === 1 ? 'en rättelse' : `${count} rättelser`}`,
    brussels: 'Brysseltid',
    open: 'Öppna i Samsyn',
    noText: 'Mejl innehåller ingen text ur en ståndpunkt, och dess titel bara om den är offentlig.',
    settings: 'Välj vad som mejlas till dig',
    automatic: 'Mejlet skickades automatiskt; ingen läser svar på det.',
    codeSubject: 'Samsyn: bekräfta din adress',
    code: (code) => `Din kod är ${code}`,
    codeLasts: 'Skriv in den i Samsyn, där du bad om den. Den gäller i en timme.',
    codeNotAsked: 'Om du inte bad om den behöver du inte göra något: utan koden skickas inga mejl hit.',
    oldAddressSubject: 'Samsyn: dina mejl skickas inte längre hit',
    oldAddress: 'Från och med nu skickas inga mejl från Samsyn till den här adressen.',
    oldAddressNotYou:
      'Adressen på ditt konto ändrades eller togs bort, eller så kom du tillbaka med en ny väg in: ange då en adress på nytt under ditt konto. Om det inte var du, säg till en administratör nu.',
  },
  da: {
    digestSubject: (date) => `Samsyn: hvad der er sket, ${date}`,
    digestIntro: 'Dette vedrører dig og er ulæst:',
    title: (title) => `Fælles holdning »${title}«`,
    reference: (reference, marking) => `Fælles holdning, reference ${reference} (${marking})`,
    deadline: (time) => `Frist: ${time}`,
    asked: (time) => `Ønsket til: ${time}`,
    meeting: (forum) => `Møde: ${forum}`,
    corrigenda: (name, count) =>
      `${name}: læses med ${count === 1 ? 'en berigtigelse' : `${count} berigtigelser`}`,
    brussels: 'bruxellestid',
    open: 'Åbn i Samsyn',
    noText: 'Mails indeholder ingen tekst fra en holdning, og kun dens titel, når den er offentlig.',
    settings: 'Vælg, hvad du får på mail',
    automatic: 'Denne mail er sendt automatisk; ingen læser svar på den.',
    codeSubject: 'Samsyn: bekræft din adresse',
    code: (code) => `Din kode er ${code}`,
    codeLasts: 'Skriv den i Samsyn, hvor du bad om den. Den gælder i en time.',
    codeNotAsked:
      'Hvis du ikke bad om den, skal du ikke gøre noget: uden koden sendes der ingen mails hertil.',
    oldAddressSubject: 'Samsyn: dine mails sendes ikke længere hertil',
    oldAddress: 'Fra nu af sendes der ingen mails fra Samsyn til denne adresse.',
    oldAddressNotYou:
      'Adressen på din konto blev ændret eller fjernet, eller du kom tilbage ad en ny vej ind: angiv så en adresse på ny under din konto. Hvis det ikke var dig, så sig det til en administrator nu.',
  },
  nb: {
    digestSubject: (date) => `Samsyn: dette har skjedd, ${date}`,
    digestIntro: 'Dette angår deg og er ulest:',
    title: (title) => `Felles posisjon «${title}»`,
    reference: (reference, marking) => `Felles posisjon, referanse ${reference} (${marking})`,
    deadline: (time) => `Frist: ${time}`,
    asked: (time) => `Ønsket til: ${time}`,
    meeting: (forum) => `Møte: ${forum}`,
    corrigenda: (name, count) => `${name}: leses med ${count === 1 ? 'en rettelse' : `${count} rettelser`}`,
    brussels: 'brusseltid',
    open: 'Åpne i Samsyn',
    noText: 'E-poster inneholder ingen tekst fra en posisjon, og tittelen bare når den er offentlig.',
    settings: 'Velg hva du får på e-post',
    automatic: 'E-posten ble sendt automatisk; ingen leser svar på den.',
    codeSubject: 'Samsyn: bekreft adressen din',
    code: (code) => `Koden din er ${code}`,
    codeLasts: 'Skriv den inn i Samsyn, der du ba om den. Den gjelder i én time.',
    codeNotAsked: 'Hvis du ikke ba om den, trenger du ikke gjøre noe: uten koden sendes ingen e-post hit.',
    oldAddressSubject: 'Samsyn: e-postene dine sendes ikke lenger hit',
    oldAddress: 'Fra nå av sendes ingen e-post fra Samsyn til denne adressen.',
    oldAddressNotYou:
      'Adressen på kontoen din ble endret eller fjernet, eller du kom tilbake med en ny vei inn: oppgi da en adresse på nytt under kontoen din. Hvis det ikke var deg, si fra til en administrator nå.',
  },
  fi: {
    digestSubject: (date) => `Samsyn: mitä on tapahtunut, ${date}`,
    digestIntro: 'Tämä koskee sinua ja on lukematta:',
    title: (title) => `Yhteinen kanta ”${title}”`,
    reference: (reference, marking) => `Yhteinen kanta, viite ${reference} (${marking})`,
    deadline: (time) => `Määräaika: ${time}`,
    asked: (time) => `Pyydetty uusi määräaika: ${time}`,
    meeting: (forum) => `Kokous: ${forum}`,
    corrigenda: (name, count) =>
      `${name}: ${count === 1 ? 'luettava oikaisun kanssa' : `luettava ${count} oikaisun kanssa`}`,
    brussels: 'Brysselin aikaa',
    open: 'Avaa Samsynissä',
    noText: 'Sähköposteissa ei ole kannan tekstiä, ja sen otsikko on niissä vain, jos kanta on julkinen.',
    settings: 'Valitse, mitä sinulle lähetetään sähköpostitse',
    automatic: 'Viesti lähetettiin automaattisesti; kukaan ei lue siihen lähetettyjä vastauksia.',
    codeSubject: 'Samsyn: vahvista osoitteesi',
    code: (code) => `Koodisi on ${code}`,
    codeLasts: 'Syötä se Samsyniin siinä kohdassa, jossa pyysit sitä. Se on voimassa tunnin.',
    codeNotAsked:
      'Jos et pyytänyt sitä, sinun ei tarvitse tehdä mitään: ilman koodia tänne ei lähetetä viestejä.',
    oldAddressSubject: 'Samsyn: viestejäsi ei enää lähetetä tänne',
    oldAddress: 'Tästä lähtien Samsyn ei lähetä sähköpostia tähän osoitteeseen.',
    oldAddressNotYou:
      'Tilisi osoite vaihdettiin tai poistettiin, tai palasit uutta kirjautumistietä: anna silloin osoite uudelleen tilisi sivulla. Jos et tehnyt sitä itse, kerro pääkäyttäjälle heti.',
  },
  is: {
    digestSubject: (date) => `Samsyn: það sem gerst hefur, ${date}`,
    digestIntro: 'Þetta varðar þig og er ólesið:',
    title: (title) => `Sameiginleg afstaða „${title}“`,
    reference: (reference, marking) => `Sameiginleg afstaða, tilvísun ${reference} (${marking})`,
    deadline: (time) => `Frestur: ${time}`,
    asked: (time) => `Beðið um til: ${time}`,
    meeting: (forum) => `Fundur: ${forum}`,
    corrigenda: (name, count) =>
      `${name}: lesist með ${count === 1 ? 'leiðréttingu' : `${count} leiðréttingum`}`,
    brussels: 'að Brusseltíma',
    open: 'Opna í Samsyn',
    noText: 'Í tölvupósti er enginn texti úr afstöðu og heiti hennar aðeins ef hún er opinber.',
    settings: 'Veldu hvað þér er sent í tölvupósti',
    automatic: 'Pósturinn var sendur sjálfkrafa; enginn les svör við honum.',
    codeSubject: 'Samsyn: staðfestu netfangið þitt',
    code: (code) => `Kóðinn þinn er ${code}`,
    codeLasts: 'Sláðu hann inn í Samsyn þar sem þú baðst um hann. Hann gildir í eina klukkustund.',
    codeNotAsked: 'Ef þú baðst ekki um hann þarftu ekkert að gera: án kóðans er enginn póstur sendur hingað.',
    oldAddressSubject: 'Samsyn: póstur til þín berst ekki lengur hingað',
    oldAddress: 'Héðan í frá sendir Samsyn engan póst á þetta netfang.',
    oldAddressNotYou:
      'Netfangi aðgangs þíns var breytt eða það fjarlægt, eða þú komst aftur inn með nýjum hætti: gefðu þá upp netfang á ný undir aðgangi þínum. Ef það varst ekki þú skaltu láta kerfisstjóra vita strax.',
  },
}
