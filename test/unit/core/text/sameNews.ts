/** The same paragraph of news in each language. */
// biome-ignore format: a text that stands alone on its line may be long
export const sameNews = {
  ar:
    'الميناء مغلق منذ صباح يوم الاثنين بسبب الرياح القوية، كما أعلن مدير الميناء. وتنتظر ثلاث عبارات تحسن الطقس. وتم إيواء الركاب في المدرسة حيث وزع عليهم الشاي والبطانيات.',
  bg:
    'Пристанището е затворено от понеделник сутринта заради силния вятър, съобщи началникът му. Три ферибота чакат времето да се оправи. Пътниците са настанени в училището, където получиха чай и одеяла.',
  cs:
    'Přístav je od pondělního rána uzavřen kvůli silnému větru, řekl velitel přístavu. Tři trajekty čekají na lepší počasí. Cestující byli ubytováni ve škole, kde dostali čaj a přikrývky. Podle meteorologů bouře ustane nejdříve ve středu.',
  da:
    'Havnen har været lukket siden mandag morgen på grund af den kraftige vind, siger havnefogeden. Tre færger venter på bedre vejr. Passagererne blev indkvarteret på skolen, hvor de fik te og tæpper.',
  de:
    'Der Hafen ist seit Montag früh wegen des starken Windes geschlossen, erklärte der Hafenmeister. Drei Fähren warten auf besseres Wetter. Die Passagiere wurden in der Schule untergebracht, wo man Tee und Decken verteilte.',
  el:
    'Το λιμάνι παραμένει κλειστό από τη Δευτέρα το πρωί λόγω των ισχυρών ανέμων, ανακοίνωσε ο λιμενάρχης. Τρία πλοία περιμένουν να καλυτερεύσει ο καιρός. Οι επιβάτες φιλοξενούνται στο σχολείο, όπου τους μοίρασαν τσάι και κουβέρτες.',
  en:
    'The harbour has been closed since Monday morning because of the strong wind, the harbour master said. Three ferries are waiting for better weather. The passengers were put up at the school, where they were given tea and blankets.',
  es:
    'El puerto está cerrado desde el lunes por la mañana debido al fuerte viento, dijo el capitán. Tres barcos esperan a que mejore el tiempo. Los pasajeros fueron alojados en la escuela, donde se les repartió té y mantas.',
  fa:
    'بندر از صبح دوشنبه به دلیل باد شدید بسته است، رئیس بندر گفت. سه کشتی منتظر بهتر شدن هوا هستند. مسافران در مدرسه اسکان داده شدند و به آنها چای و پتو داده شد.',
  fi:
    'Satama on ollut suljettuna maanantaiaamusta lähtien kovan tuulen vuoksi, satamakapteeni sanoo. Kolme lauttaa odottaa sään paranemista. Matkustajat majoitettiin kouluun, jossa heille jaettiin teetä ja huopia.',
  fr:
    'Le port est fermé depuis lundi matin à cause du vent, a déclaré le capitaine. Trois bateaux attendent que la tempête cesse. Les passagers ont été logés à l’école, où l’on a distribué du thé et des couvertures.',
  he:
    'הנמל סגור מאז יום שני בבוקר בגלל הרוחות החזקות, הודיע מנהל הנמל. שלוש מעבורות ממתינות לשיפור במזג האוויר. הנוסעים שוכנו בבית הספר, שם חולקו להם תה ושמיכות.',
  hi:
    'तेज़ हवा के कारण बंदरगाह सोमवार सुबह से बंद है, बंदरगाह प्रमुख ने कहा। तीन जहाज़ मौसम सुधरने का इंतज़ार कर रहे हैं। यात्रियों को स्कूल में ठहराया गया है।',
  hu:
    'A kikötő hétfő reggel óta zárva van az erős szél miatt, közölte a kikötőparancsnok. Három komp várja, hogy jobbra forduljon az idő. Az utasokat az iskolában szállásolták el, ahol teát és takarót kaptak.',
  it:
    'Il porto è chiuso da lunedì mattina a causa del forte vento, ha detto il comandante. Tre traghetti aspettano che il tempo migliori. I passeggeri sono stati ospitati nella scuola, dove hanno ricevuto tè e coperte.',
  ja:
    '港は強風のため月曜日の朝から閉鎖されていると、港長の田中健一氏が発表した。三隻のフェリーが天候の回復を待っている。乗客は学校に収容され、お茶と毛布が配られた。気象台によると、嵐は水曜日までおさまらない見込みだ。',
  ko:
    '항만청장 김영수 씨는 강풍 때문에 월요일 아침부터 항구가 폐쇄되었다고 밝혔다. 여객선 세 척이 날씨가 좋아지기를 기다리고 있다. 승객들은 학교에 수용되어 차와 담요를 받았다.',
  lt:
    'Uostas uždarytas nuo pirmadienio ryto dėl stipraus vėjo, pranešė uosto kapitonas. Trys keltai laukia geresnio oro. Keleiviai apgyvendinti mokykloje, kur jiems išdalyta arbatos ir antklodžių.',
  nl:
    'De haven is sinds maandagochtend gesloten vanwege de harde wind, zei de havenmeester. Drie veerboten wachten op beter weer. De passagiers zijn ondergebracht in de school, waar ze thee en dekens kregen.',
  no:
    'Havnen har vært stengt siden mandag morgen på grunn av den sterke vinden, sier havnesjefen. Tre ferger venter på bedre vær. Passasjerene ble innkvartert på skolen, der de fikk te og tepper.',
  pl:
    'Port jest zamknięty od poniedziałku rano z powodu silnego wiatru, powiedział kapitan portu. Trzy promy czekają na poprawę pogody. Pasażerów umieszczono w szkole, gdzie rozdano im herbatę i koce. Według meteorologów sztorm ucichnie nie wcześniej niż w środę.',
  pt:
    'O porto está fechado desde segunda-feira de manhã devido ao vento forte, disse o capitão. Três barcos esperam que o tempo melhore. Os passageiros foram alojados na escola, onde receberam chá e cobertores.',
  ro:
    'Portul este închis de luni dimineață din cauza vântului puternic, a spus căpitanul portului. Trei feriboturi așteaptă ca vremea să se îmbunătățească. Pasagerii au fost cazați la școală, unde au primit ceai și pături.',
  ru:
    'Порт закрыт с утра понедельника из-за сильного ветра, сообщил начальник гавани Андрей Соколов. Три парома стоят на рейде и ждут погоды. Пассажиров разместили в школе, где им раздали чай и одеяла. По словам метеорологов, шторм стихнет не раньше среды, но к выходным обещают солнце.',
  sv:
    'Hamnen är stängd sedan måndag morgon på grund av den hårda vinden, säger hamnkaptenen. Tre färjor väntar på bättre väder. Passagerarna fick övernatta i skolan, där de bjöds på te och filtar.',
  th:
    'ท่าเรือปิดตั้งแต่เช้าวันจันทร์เนื่องจากลมแรง นายท่าเรือกล่าว เรือเฟอร์รี่สามลำรอให้อากาศดีขึ้น ผู้โดยสารพักอยู่ที่โรงเรียน',
  uk:
    'Порт зачинено з понеділка через сильний вітер, повідомив начальник гавані. Три пороми стоять на рейді й чекають на погоду. Пасажирів розмістили у школі, де їм роздали чай і ковдри.',
  vi:
    'Cảng đã đóng cửa từ sáng thứ Hai vì gió mạnh, giám đốc cảng cho biết. Ba chiếc phà đang chờ thời tiết tốt hơn. Hành khách được đưa vào trường học, nơi họ được phát trà và chăn.',
  zh:
    '港务局长王建国表示,由于强风,港口自星期一早晨起关闭。三艘渡轮正在等待天气好转。乘客被安置在学校,并分到了茶水和毛毯。气象台说,风暴最早要到星期三才会平息。',
  'zh-Hant':
    '港務局長王建國表示,由於強風,港口自星期一早晨起關閉。三艘渡輪正在等待天氣好轉。乘客被安置在學校,並分到了茶水和毛毯。氣象台說,風暴最早要到星期三才會平息。',
} as const;
