/** The letters for countries that sports results have in brackets: of the Olympic committees and of FIFA. */
const table =
  'AFG Afghanistan,ALB Albania,ALG Algeria,AND Andorra,ANG Angola,ARG Argentina,ARM Armenia,AUS Australia,' +
  'AUT Austria,AZE Azerbaijan,BAH Bahamas,BAN Bangladesh,BAR Barbados,BEL Belgium,BEN Benin,BER Bermuda,' +
  'BIH Bosnia and Herzegovina,BLR Belarus,BOL Bolivia,BOT Botswana,BRA Brazil,BRN Bahrain,BUL Bulgaria,' +
  'BUR Burkina Faso,CAM Cambodia,CAN Canada,CHI Chile,CHN China,CIV Ivory Coast,CMR Cameroon,COL Colombia,' +
  'CPV Cape Verde,CRC Costa Rica,CRO Croatia,CUB Cuba,CYP Cyprus,CZE Czech Republic,DEN Denmark,DJI Djibouti,' +
  'DOM Dominican Republic,ECU Ecuador,EGY Egypt,ENG England,ERI Eritrea,ESA El Salvador,ESP Spain,EST Estonia,' +
  'ETH Ethiopia,FIJ Fiji,FIN Finland,FRA France,GAB Gabon,GBR United Kingdom,GEO Georgia,GER Germany,GHA Ghana,' +
  'GRE Greece,GUA Guatemala,GUY Guyana,HAI Haiti,HKG Hong Kong,HON Honduras,HUN Hungary,INA Indonesia,IND India,' +
  'IRI Iran,IRL Ireland,IRQ Iraq,ISL Iceland,ISR Israel,ITA Italy,JAM Jamaica,JOR Jordan,JPN Japan,KAZ Kazakhstan,' +
  'KEN Kenya,KGZ Kyrgyzstan,KOR South Korea,KSA Saudi Arabia,KUW Kuwait,LAT Latvia,LIE Liechtenstein,LTU Lithuania,' +
  'LUX Luxembourg,MAR Morocco,MAS Malaysia,MDA Moldova,MEX Mexico,MGL Mongolia,MKD North Macedonia,MLT Malta,' +
  'MNE Montenegro,MON Monaco,MOZ Mozambique,NAM Namibia,NED Netherlands,NEP Nepal,NGR Nigeria,NIR Northern Ireland,' +
  'NOR Norway,NZ New Zealand,NZL New Zealand,PAK Pakistan,PAN Panama,PAR Paraguay,PER Peru,PHI Philippines,POL Poland,POR Portugal,' +
  'PRK North Korea,PUR Puerto Rico,QAT Qatar,ROU Romania,RSA South Africa,RUS Russia,RWA Rwanda,SCO Scotland,' +
  'SEN Senegal,SGP Singapore,SLO Slovenia,SRB Serbia,SRI Sri Lanka,SUI Switzerland,SVK Slovakia,SWE Sweden,' +
  'TAN Tanzania,THA Thailand,TPE Taiwan,TRI Trinidad and Tobago,TUN Tunisia,TUR Turkey,UAE United Arab Emirates,' +
  'UGA Uganda,UKR Ukraine,URU Uruguay,USA United States,UZB Uzbekistan,VEN Venezuela,VIE Vietnam,WAL Wales,' +
  'ZAM Zambia,ZIM Zimbabwe';

/** The listed name of each code's country. */
export const countryCodes: ReadonlyMap<string, string> = new Map(
  table.split(',').map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
);
