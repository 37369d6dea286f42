/**
 * Common names of people by region, collected by hand. They replace names in the texts, most of which are
 * American, British and Arabic.
 */

export interface Region {
  name: string;
  given: string[];
  family: string[];
  /** Whether the family name comes first. */
  familyFirst?: boolean;
}

const words = (list: string) => list.split(' ');

export const regions: Region[] = [
  {
    name: 'China',
    familyFirst: true,
    given: words(
      'Jinping Keqiang Wei Qiang Xiaoming Yifan Hui Jun Mei Lan Zedong Xiaobo Jing Yan Tao Hong Qishan Zhongxun Limin Ruoxi',
    ),
    family: words('Xi Li Wu Hu Wang Zhang Liu Chen Yang Zhao Zhou Xu Sun Ma Zhu Guo He Lin Gao Luo'),
  },
  {
    name: 'Korea',
    familyFirst: true,
    given: words(
      'Min-jun Seo-yeon Ji-hoon Ha-eun Jae-in Geun-hye Eun-kyung Sung-min Young-ho Myung-bak Eui-yong Soo-hyun Dong-wook Bo-ra Jin-woo',
    ),
    family: words('Kim Lee Park Choi Jung Chung Kang Cho Yoon Jang Lim Han Shin Seo Moon Ban Roh Noh'),
  },
  {
    name: 'Japan',
    given: words(
      'Haruto Yui Shinzo Fumio Naomi Taro Kenji Sakura Yoshihide Toshimitsu Akira Hiroshi Yuki Keiko Makoto Satoshi',
    ),
    family: words(
      'Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Abe Kishida Suga Motegi Koizumi Osaka Kono',
    ),
  },
  {
    name: 'Southeast Asia',
    given: words(
      'Nguyen Aung Joko Sri Siti Prayut Rodrigo Maria Thaksin Hun Budi Dewi Anwar Mahathir Wan Somchai Aquilino Leni Minh Thanh',
    ),
    family: words(
      'Van Suu Widodo Mulyani Nurhaliza Chan-o-cha Duterte Santos Shinawatra Sen Santoso Lestari Ibrahim Mohamad Azizah Pimentel Robredo Tran Pham Le',
    ),
  },
  {
    name: 'South Asia',
    given: words(
      'Narendra Rahul Priya Imran Benazir Sheikh Arvind Mamata Anil Sunita Mahinda Ranil Kamal Shabana Nirmala Amit Sanjay Deepika Asif Tariq',
    ),
    family: words(
      'Modi Gandhi Sharma Khan Bhutto Hasina Kejriwal Banerjee Kumar Patel Rajapaksa Wickremesinghe Haasan Azmi Singh Shah Gupta Rao Zardari Iyer',
    ),
  },
  {
    name: 'Arab countries',
    given: words(
      'Mohammed Ahmed Fatima Hassan Khalid Aisha Omar Youssef Layla Abdullah Salman Tarek Noor Ali Mustafa Amina Samir Rania Bashar Walid',
    ),
    family: words(
      'al-Sisi al-Assad Hariri Nasrallah al-Maliki Haniyeh Abbas Mansour Haddad Saleh Bouteflika Ghannouchi Khoury Aziz Barakat al-Sadr Mubarak Najjar',
    ),
  },
  {
    name: 'Iran and Turkey',
    given: words(
      'Hassan Javad Mehmet Recep Emine Zahra Ayse Kemal Mahmoud Shirin Elif Burak Reza Nasrin Ahmet Meral Ekrem Parisa',
    ),
    family: words(
      'Rouhani Zarif Erdogan Davutoglu Khamenei Yilmaz Demir Kaya Ebadi Aksener Imamoglu Ahmadi Hosseini Karimi Ozturk Celik Sotoudeh',
    ),
  },
  {
    name: 'West Africa',
    given: words(
      'Chinedu Ngozi Kwame Ama Goodluck Muhammadu Alassane Ellen Macky Fatou Olusegun Chimamanda Kofi Nana Adama Aminata Tunde Yaw',
    ),
    family: words(
      'Okonkwo Adeyemi Mensah Boateng Jonathan Buhari Ouattara Sirleaf Sall Diallo Obasanjo Adichie Annan Akufo-Addo Traore Balogun Keita Osei',
    ),
  },
  {
    name: 'East and southern Africa',
    given: words(
      'Uhuru Wangari Raila Thabo Cyril Nelson Julius Abiy Haile Tedros Paul Yoweri Samia Graca Tendai Nomsa Sipho Winnie',
    ),
    family: words(
      'Kenyatta Odinga Mbeki Ramaphosa Zuma Malema Ahmed Selassie Ghebreyesus Kagame Museveni Suluhu Machel Biti Dlamini Nkosi Mwangi Otieno Tsvangirai',
    ),
  },
  {
    name: 'Latin America',
    given: words(
      'José María Carlos Lucía Nicolás Evo Michelle Luiz Dilma Gabriela Andrés Cristina Hugo Juan Camila Rafael Daniela Álvaro Sebastián Isabel',
    ),
    family: words(
      'Hernández García Maduro Morales Bachelet Rousseff Silva López Obrador Kirchner Chávez Guaidó Vallejo Correa Ortega Uribe Piñera Allende Souza Quispe',
    ),
  },
  {
    name: 'Slavic countries',
    given: words(
      'Vladimir Dmitry Olga Yulia Volodymyr Sergei Alexei Ivan Natalia Andrzej Jarosław Katarzyna Václav Zuzana Milica Aleksandar Petr Irina',
    ),
    family: words(
      'Putin Medvedev Lavrov Tymoshenko Zelensky Navalny Ivanov Petrova Kowalski Kaczyński Nowak Havel Čaputová Vučić Novák Horváth Dvořák Shoigu',
    ),
  },
  {
    name: 'Nordic and Baltic countries',
    given: words(
      'Sanna Sauli Pekka Jens Mette Lars Magnus Kaja Dalia Ingrid Anders Katrín Tarja Erna Jüri Valdis Aino Olof',
    ),
    family: words(
      'Marin Niinistö Haavisto Stoltenberg Frederiksen Rasmussen Andersson Kallas Grybauskaitė Solberg Halonen Jakobsdóttir Korhonen Virtanen Ratas Dombrovskis Palme Nilsson',
    ),
  },
  {
    name: 'Western and southern Europe',
    given: words(
      'Angela Emmanuel Giuseppe Pedro Mark Jean-Claude Ursula Christine Mario Alexis António Marine Olaf Matteo Charles Sophie Karl-Heinz Françoise',
    ),
    family: words(
      'Merkel Macron Conte Sánchez Rutte Juncker Lagarde Draghi Tsipras Costa Scholz Renzi Michel Schneider Dupont Rossi Papadopoulos Müller Fernandes',
    ),
  },
  {
    name: 'Central Asia and the Pacific',
    given: words(
      'Nursultan Kassym-Jomart Gulnara Emomali Sadyr Aziza Jacinda Nanaia Voreqe Tuilaepa Aroha Sitiveni Bibigul Temur Peni',
    ),
    family: words(
      'Nazarbayev Tokayev Karimova Rahmon Japarov Mahuta Bainimarama Malielegaoi Ngata Rabuka Tuleyev Yusupov Tamihere Waqa Turia',
    ),
  },
];
