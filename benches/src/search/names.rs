//! Names of many peoples, the frequent first, as words with spaces between them.

/// The names of one people.
pub struct People {
    pub given: &'static str,
    pub family: &'static str,
    /// First and last parts that family names are put together from: the long tail.
    pub coined: (&'static str, &'static str),
    pub coined_percent: usize,
    /// How rarely two family names are borne.
    pub two_families_one_in: usize,
}

pub const CITIES: &str = "Kisumu Nairobi Mombasa Kakamega Eldoret Nakuru Garissa Kitale Malindi Thika Nyeri Embu";

/// Syllables that turn a few thousand coined names into a hundred thousand.
pub const MIDDLES: &str = "a an ar ba be chi da de el en er fa ga go i in ka ko la le lo ma mi mo na ne o on or pa ra ri sa so ta ti u va \
    wa zi";

/// The peoples of the register, the most numerous first.
pub const PEOPLES: &[People] = &[
    People {
        given: "Mohamed Fatima Ahmed Aisha Ali Amina Hassan Maryam Ibrahim Khadija Omar Halima Abdi Zainab Hussein Hawa \
            Abdullahi Sara Yusuf Asha Ismail Nour Khalid Layla Mahmoud Salma Mustafa Rahma Abdirahman Hodan Said \
            Samira Osman Nasra Hamza Huda Bilal Ruqayya Idris Safia Jamal Yasmin Karim Nadia Tariq Rania Walid Dina \
            Faisal Lina Adnan Iman Rashid Suad Salim Hiba Nasser Warda Zakaria Ikram محمد فاطمة أحمد عائشة علي مريم \
            حسن خديجة إبراهيم زينب عمر يوسف خالد نور",
        family: "Mohamed Ali Hassan Ahmed Omar Hussein Abdi Ibrahim Yusuf Osman Abdullahi Ismail Said Salim Khalil \
            Mansour Haddad Nasser Saleh Farah Warsame Jama Aden Nur Barre Duale Elmi Guled Hersi Isse Khoury Mustafa \
            Nasir Qasim Rahman Sharif Suleiman Tahir Younis Zaki Bakri Darwish Fadel Ghanem Hamdan Issa Jaber Kassem \
            محمد علي حسن خالد الحسن إبراهيم عبدالله مصطفى سالم يوسف",
        coined: (
            "Abdul Abdel Abu Al El Ben Bou Nur Sheikh Haji Mir Sayf Badr Shams Ghul",
            "karim rahim malik hamid majid salam latif nasir jabbar aziz qadir ghani wahab bari hakim rashid \
                samad shakur fattah halim basit mumin razzaq tawab muqtadir",
        ),
        coined_percent: 6,
        two_families_one_in: 6,
    },
    People {
        given: "John Mary James Grace Peter Jane Joseph Elizabeth David Margaret Daniel Faith Samuel Mercy Paul Esther \
            George Ruth Stephen Joyce Michael Anne Francis Catherine Charles Lucy Simon Rose Patrick Agnes Moses \
            Lilian Kevin Caroline Brian Eunice Dennis Beatrice Collins Purity Evans Winnie Victor Sharon Isaac Naomi \
            Philip Dorcas Robert Monica Kennedy Lydia Geoffrey Pauline Felix Irene Emmanuel Janet Wanjiku Akinyi \
            Kamau Achieng Otieno Njeri Mwangi Chebet Kipchoge Nyambura Odhiambo",
        family: "Otieno Mwangi Wanjiku Kamau Ochieng Njoroge Kariuki Odhiambo Wambui Maina Achieng Kimani Onyango Njeri \
            Mutua Kiprono Muthoni Omondi Chebet Wanjala Cheruiyot Okoth Nyambura Kipkemboi Owino Macharia Koech Ouma \
            Wafula Kiptoo Gitau Karanja Musyoka Ndungu Rotich Mutiso Langat Barasa Juma Simiyu Kibet Nganga Muriithi \
            Wekesa Mbugua Kilonzo Odongo Nyaga Kosgei Waweru Munyao Adhiambo Anyango Auma Awino Nafula",
        coined: (
            "Kip Chep Che Wan Nya Mu Ki Ndi Ga Ka O A Ma Ng' Wa Ru Tho",
            "ruto korir sang lagat chumba tanui boit gathu rangu thoni kuria chege mbura ndege wiro jiru chwa \
                tembo lele ndolo simba mbua gori riuki nyoike gugi",
        ),
        coined_percent: 10,
        two_families_one_in: 12,
    },
    People {
        given: "Chinedu Ngozi Emeka Chioma Oluwaseun Folake Tunde Yetunde Chukwuemeka Ifeoma Adebayo Bukola Kwame Ama \
            Kofi Akosua Kwabena Abena Obinna Nkechi Segun Titilayo Musa Hauwa Sani Hadiza Femi Temitope Uche Adaeze \
            Mamadou Aissatou Ousmane Fatoumata Amadou Mariama Ibrahima Kadiatou Sekou Oumou Cheikh Awa Moussa Bintou \
            Babacar Ndeye",
        family: "Okafor Adeyemi Okonkwo Mensah Diallo Traore Eze Balogun Owusu Ba Sow Nwosu Diop Asante Adebayo Coulibaly \
            Boateng Keita Obi Ndiaye Osei Bello Camara Appiah Bah Fall Danjuma Agyeman Toure Cisse Amoah Konate \
            Sylla Gueye Abubakar Ogunleye Sarr",
        coined: (
            "Ogun Ade Olu Ola Oye Akin Chukwu Nwa Oko Ayo Fa Ife Omo Odu Aji Awo",
            "leye yemi wale bayo sanya femi lade tola dele niyi kunle sola jide tunji mide biyi remi ronke emeka \
                nkwo ebuka dinma kachi nazor yinka gbenga dara",
        ),
        coined_percent: 14,
        two_families_one_in: 20,
    },
    People {
        given: "Rahul Priya Amit Anjali Raj Sunita Vijay Pooja Sanjay Neha Rajesh Kavita Suresh Deepika Arun Lakshmi \
            Ravi Meena Anil Rekha Manoj Geeta Ramesh Shanti Vikram Usha Krishna Radha Ashok Asha Deepak Nisha \
            Gurpreet Harpreet Mohan Sita Imran Nasreen Prakash Savita Dinesh Aarti Kiran Jyoti Nikhil Divya राम सीता \
            प्रिया मोहन अनिल",
        family: "Patel Singh Kumar Sharma Shah Gupta Reddy Khan Verma Mehta Joshi Desai Nair Iyer Rao Das Mishra Kaur \
            Chopra Malhotra Pillai Bose Ghosh Mukherjee Banerjee Chatterjee Agarwal Bhatt Trivedi Pandey Yadav \
            Thakur Naidu Menon Kulkarni शर्मा पटेल",
        coined: (
            "Venkat Rama Subra Krishna Chandra Siva Gopal Nara Bala Raja Vish Ananth Sri",
            "raman murthy swamy nathan rajan samy krishnan kumar mani lingam pathi sekhar prasad nayak achari \
                mohan das deva gowda appa sundaram kutty manian vel",
        ),
        coined_percent: 10,
        two_families_one_in: 40,
    },
    People {
        given: "María José Juan Ana Luis Carmen Carlos Rosa Miguel Guadalupe Jorge Francisca Pedro Isabel Manuel Lucía \
            Francisco Elena Alejandro Sofía Jesús Teresa Rafael Patricia Fernando Gabriela Diego Valentina Antonio \
            Camila Roberto Daniela João Inês Sergio Andrea Andrés Paula Ricardo Verónica Eduardo Beatriz Ángel \
            Mónica Raúl Pilar",
        family: "García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz \
            Cruz Morales Reyes Gutiérrez Ortiz Ramos Chávez Ruiz Vargas Mendoza Castillo Jiménez Moreno Silva Santos \
            Núñez Peña Muñoz Rojas Medina Aguilar",
        coined: (
            "Mont Val Castel Villa Font Agui Are Ber Car Del Esca Gal Ira Mal Sala",
            "alvo verde blanco mayor real rubio llano serra bello nova rio cedo dez goitia rate rreta ndez nueva \
                longa quez zabal menza darte randa rosa mar",
        ),
        coined_percent: 10,
        two_families_one_in: 3,
    },
    People {
        given: "Oliver Emma William Olivia Jack Sophie Thomas Emily Henry Charlotte Matthew Hannah Benjamin Laura Andrew \
            Rachel Christopher Sarah Alexander Rebecca Nicholas Julia Edward Helen Richard Susan Anthony Karen Mark \
            Linda Seán Siobhán François Élodie Jürgen Anneliese Lukas Zofia Łukasz Katarzyna Bjørn Ingrid Ivan Olga \
            Dmitri Svetlana Иван",
        family: "Smith Jones Williams Taylor Brown Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson \
            Thompson White Hughes Edwards Green Hall Wood Harris Martin Jackson Clarke Müller Schmidt Dubois Lefèvre \
            Kowalski Nowak Novák O'Brien Murphy Ivanov Иванов",
        coined: (
            "Ash Black Brad Cart Cran Dun East Fair Gold Har Hart Hol Kings Lang Mar Mac Nor O' Pem Rad Red Shel \
                Stan Sut Thorn Wal Wat West Win Wood",
            "ford ton ley man field wood well bury worth ham son ridge stone by berg stein ski wick more land \
                brook smith bridge combe hurst croft den low gate",
        ),
        coined_percent: 25,
        two_families_one_in: 15,
    },
    People {
        given: "Wei Li Min Jun Yan Hui Fang Lei Xin Ying Minh Thu Nguyet Anh Linh Huong Ji-woo Min-jun Seo-yeon Haruto \
            Yui Sakura Kenji Siti Budi Dewi Agus Putri 伟 芳",
        family: "Wang Li Zhang Chen Liu Nguyen Tran Le Pham Yang Huang Zhao Wu Zhou Kim Lee Park Choi Tanaka Suzuki Sato \
            Wijaya Santoso Hidayat Lim Tan Wong Ng 王 陈",
        coined: (
            "Yama Naka Kawa Fuji Matsu Taka Ono Hashi Ishi Kuro Nishi Mori Sugi Oka",
            "moto mura shima saki guchi hara da no ta bayashi kawa yama zawa naga uchi",
        ),
        coined_percent: 8,
        two_families_one_in: 500,
    },
];
