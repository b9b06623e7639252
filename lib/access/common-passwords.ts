/**
 * Long passwords that leaked lists hold most often, lower case and without spaces or signs. What is only a word with
 * numbers, a row of keys or a repetition is found by rule (password-strength.ts) and is not listed.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `passwordpassword password1password passwordislong passwordsecret thisismypassword thisisapassword mypasswordis
  mysecretpassword mynewpassword yourpassword forgotpassword secretpassword correcthorsebatterystaple
  correcthorsebattery1 iloveyouforever iloveyousomuch iloveyoubaby iloveyoumore iloveyoualways iloveyoujesus
  iloveyoulord ilovemyfamily iwillsurvive iwantyouback godislovegod jesuslovesme jesusismylord inthenameofgod
  blessedbethename trustinthelord hakunamatata supercalifragilistic bubblegumpop unbelievable abcdefghijkl
  onetwothreefour asdfghjklqwerty qwertyasdfgh qwertyuiopasdf qwertypassword letmeinplease letmeinletmein
  changemeplease changethispassword administrator administrador administrateur adminpassword adminadminadmin
  rootpassword rootrootroot sysadminsysadmin defaultpassword temporarypassword temppassword testpassword
  testtesttest testingtesting useruseruser welcometohell welcomewelcome manchesterunited manchestercity
  realmadridcf bayernmuenchen championsleague northcarolina southcarolina philadelphia pennsylvania massachusetts
  sanfrancisco unitedstates greatbritain maytheforcebewithyou lordoftherings harrypotter1 gameofthrones
  winteriscoming valarmorghulis grandtheftauto counterstrike finalfantasy worldofwarcraft spongebobsquarepants
  teenagemutant backstreetboys redhotchilipeppers linkinparkfan metallicafan michaeljackson justinbieber
  onedirection eminememinem christopher1 christophers alexanderthegreat elizabethtaylor maximilian123 constantine1
  lovelovelove happyhappyhappy babybabybaby fuckyoufuckyou fuckyouasshole fuckthisshit motherfucker
  whateverwhatever nothingelsematters nevergiveup1 neverforget12 neversaynever dontforgetme leavemealone
  thequickbrownfox loremipsumdolor tobeornottobe quickbrownfox12 ihatepasswords ihateyou1234 youwillneverguess
  donotenter12 keepout12345 cheesecake123 butterfly1234 chocolate1234 strawberry12 sunshine1234 princess1234
  football1234 baseball1234 basketball12 superman1234 computer1234 internet1234 facebook1234 samsung12345
  michelle1234 jonathan1234 geheimgeheim meinpasswort meinpasswort1 passwortpasswort ichliebedich ichliebedich1
  schatzischatzi motdepasse12 monmotdepasse jetaimejetaime jetaimepourtoujours contrasena12 micontrasena
  senhasenhasenha minhasenha12 eutiamomuito wachtwoord12 mijnwachtwoord haslohaslo123`.split(/\s+/),
)

/** Words that a common password consists of once its numbers and signs are taken away, and signs that stand for letters are read. */
export const commonWords: ReadonlySet<string> = new Set(
  `password passwords passwort motdepasse contrasena senha haslo wachtwoord welcome willkommen bienvenue letmein changeme
  default secret admin administrator root system qwerty qwertz azerty iloveyou sunshine princess football baseball monkey
  dragon superman batman starwars master summer winter spring autumn company moderator moderation test testing demo`.split(
    /\s+/,
  ),
)
