"""Which words of a citizen's text point to which subject?

The words of the rulebook's table 7 and those people really write, as stems (see `turkish_text`). `decisive` ones name
the matter, `usual` ones belong to it but not to it alone, `slight` ones only tip a balance. A word may stand in
several rows: then it decides little, as it should. A cue of several words matches them in this order, close together.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """The stems of one subject by how much they tell, each list separated by commas."""

    decisive: str
    usual: str = ""
    slight: str = ""


CUES: dict[str, Cues] = {
    "01": Cues(
        "nüfus müdürlü, nüfus kayıt, nüfus kaydı, nüfus cüzdan, nüfus idare, kimlik kart, doğum saati, adres kaydı, "
        "adres beyan, pasaport, ehliyet, sürücü belgesi, soyadı, soyisim, vukuatlı, isim düzelt, yerleşim yeri",
        "nüfus, kimliğim, kimliği, doğum tarihi, adresimde görün, adresimi, mernis, evlilik cüzdan, doğum yeri",
        "kimlik, randevu, kayıtlı, ikametgah",
    ),
    "02": Cues(
        "hırsız, uyuşturucu, asayiş, fuhuş, gasp, kumar oyna, kavga, gürültü, silah, bonzai, karakol, torbacı, "
        "devriye, emniyet müdürlü, polis merkez",
        "polis, emniyet, jandarma, çete, tehdit, dolandır, darp, bıçak, çalındı, alkol, soygun, güvenlik kamera, kumar",
        "gece, güvenli, korkuyor, huzur, suç, bağırış, müzik ses",
    ),
    "03": Cues(
        "trafik ceza, radar, hız sınır, hız ihlal, park ihlal, yanlış park, hatalı park, trafik polis, kırmızı "
        "ışık, trafik denetim, çift sıra park, makas at, ters yön, trafik şube, egzoz ses, drift, sollama, aşırı "
        "hız",
        "trafik, hız, plaka, park ed, ehliyet, çekici, ceza kes, emniyet kemer, sürücü, motosiklet",
        "araç, araba, yaya, kamyon, ceza, hızlı",
    ),
    "04": Cues(
        "göç idare, ikamet izn, ikamet tezkere, oturma izn, mülteci, sığınmacı, geçici koruma, uluslararası koruma, "
        "kaçak göçmen, düzensiz göç, yabancı kimlik, göçmen, sınır dışı",
        "yabancı uyruk, suriyeli, afgan, yabancılar, çalışma izn, vatandaşlığ, vatandaşlık başvuru, göç, yabancı",
        "ikamet, pasaport, uyruk",
    ),
    "05": Cues(
        "deprem, afad, hasar tespit, sel baskın, sel felaket, heyelan, afet, çadır kent, konteyner kent, ağır "
        "hasar, toplanma alan, arama kurtarma, orta hasar, selden, selin, toprak kay, çığ düş, hak sahipli, afet ve "
        "acil",
        "konteyner, hasarlı, sel, enkaz, çatlak, acil durum, kaya düş, tahliye, çadır, artçı",
        "su bas, yıkıl, oturulamaz",
    ),
    "06": Cues(
        "okul, öğretmen, sınıf, kantin, okul servis, ilkokul, ortaokul, anaokul, lise, milli eğitim, kayıt para, "
        "bağış ad altında, taşımalı eğitim, halk eğitim, ders kitab, veli, okul müdür, milli eğitim müdürlü",
        "öğrenci, öğrenim gör, servis ücret, ders, derslik, müfredat, ikili eğitim, teneffüs, kızım okul, oğlum okul",
        "çocuk, kayıt, temizlik, eğitim, servis",
    ),
    "07": Cues(
        "özür grub, eş durum, norm fazla, norm kadro, öğretmen atama, sözleşmeli öğretmen, hizmet puan, becayiş, "
        "zorunlu hizmet, ek ders, il dışı tayin, aday öğretmen, tayin, öğretmen olarak görev, mazeret atama, il "
        "emri, branş, sağlık özr, il dışı yer",
        "atama, atan, yer değiştir, kadro, görevlendirme, öğretmenim, kararname, kademe ilerleme",
        "öğretmen, milli eğitim, meb, eşim",
    ),
    "08": Cues(
        "üniversite, yök, ösym, denklik, rektör, fakülte, yks, ales, yds, dekan, yatay geçiş, dikey geçiş, yüksek "
        "lisans, doktora, diploma, öğrenci işleri, sınav giriş, sınav merkez, dgs, enstitü, formasyon, "
        "yükseköğretim",
        "sınav sonuç, sınav yer, tercih, harç, kontenjan, bölüm, akademik, mezuniyet, transkript, soru iptal, "
        "sınav, tez",
        "öğrenci, mezun, puan",
    ),
    "09": Cues(
        "kyk, öğrenim kredi, yurtlar kurumu, kredi yurt, öğrenci yurd, yurt müdür, yurt oda, burs, kız yurd, erkek "
        "yurd, katkı kredi, yurda, yurdun, yurtta, yurt başvuru, kredi geri öde",
        "yurt, barınma, yemekhane, kredi borc, kontenjan aç, yurdu",
        "öğrenci, üniversite, oda, kredi",
    ),
    "10": Cues(
        "hastane, mhrs, ambulans, aile hekim, aile sağlı, sağlık ocağ, ameliyat, acil servis, poliklinik, eczane, "
        "muayene, diş hekim, başhekim, tomografi, yoğun bakım, 112, emar çek, doktor randevu, hemşire, fizik "
        "tedavi, sağlık müdürlü, devlet hastane",
        "doktor, hekim, ilaç, tedavi, hasta, randevu, rapor, sağlık müdürlü, aşı, tahlil, röntgen, hastalığ, acil",
        "sağlık, bekle, sıra",
    ),
    "11": Cues(
        "sgk, sosyal güvenlik kurum, sosyal güvenlik merkez, emeklilik, emekli maaş, emekli aylığ, prim gün, prim "
        "borc, borçlanma, rapor para, iş göremezlik, bağ kur, bağkur, hizmet döküm, yetim aylığ, dul aylığ, ölüm "
        "aylığ, yaşlılık aylığ, genel sağlık sigorta, gss, hizmet birleştir, malulen, emekli ol, ssk",
        "emekli, prim, sigorta giriş, maaşım bağlan, aylık bağlan, yapılandırma, sigortalı, provizyon",
        "maaş, sigorta, aylık, gün sayı",
    ),
    "12": Cues(
        "işsizlik maaş, işsizlik ödeneğ, işkur, iş kur, kıdem tazminat, ihbar tazminat, mobbing, sigortasız, "
        "işveren, işten çıkar, fazla mesai, iş kaza, çocuk işçi, asgari ücretin altı, toplum yararına, kısa "
        "çalışma, patron, iş güvenliğ, ücretimi öde, iş bul, iş başvuru, kıdem, maaşlarımızı alam, maaşımı alam, "
        "çalışma ve iş",
        "işsiz, işyeri, işçi, mesai, ücretsiz izin, şantiye, taşeron, maaşımı öde, atölye, izin kullan, iş arı",
        "maaş, çalış, iş, sigorta",
    ),
    "13": Cues(
        "kpss, personel alım, memur alım, işçi alım, ekpss, memuriyet, mülakat, güvenlik soruştur, devlet personel, "
        "sözleşmeli personel, kamu personel, alım ilan, kadrolu memur, atama bekle, kamuya giriş, memur kadro",
        "kadro, sözlü sınav, yerleştirme, taşeron, taban puan, engelli memur, merkezi atama, kontenjan, ilan",
        "memur, sözleşmeli, atama, puan, alım, sınav",
    ),
    "14": Cues(
        "sosyal yardım, kömür, gıda yardım, gıda koli, muhtaç, sosyal yardımlaşma, sydv, erzak, kira yardım, "
        "yakacak, nakdi yardım, yardım kolisi, yardım başvuru, odun yardım, yardım talep, geçinem, fakir, "
        "yardımlaşma vakf",
        "yardım, yoksul, maddi durum, gelirim yok, vakıf, vakfı, gelirimiz yok, hiçbir gelir, sobamız",
        "kira, çocuk, eşim, dul, işsiz",
    ),
    "15": Cues(
        "şiddet, koruma kararı, engelli maaş, engelli aylığ, evde bakım, huzurevi, sığınma ev, konukevi, koruyucu "
        "aile, evlat edin, istismar, uzaklaştırma, aile ve sosyal, yaşlı bakım, rehabilitasyon, çocuk esirgeme, "
        "dövüyor, engelli kart, bakım aylığ, bakım ücret, engelli raporu, kimsesiz",
        "engelli, yaşlı, bakıma muhtaç, eski eş, boşan, dilendir, ailesi, bakım evi, kreş, şehit, gazi",
        "eşim, kadın, çocuk, bakım, anne",
    ),
    "16": Cues(
        "vergi, kdv, fiş ver, fiş kes, fatura kes, fatura ver, kayıt dışı, yazar kasa, mükellef, matrah, stopaj, "
        "mtv, motorlu taşıt, vergi dairesi, e-fatura, pos cihaz, faturasız, fişsiz, gelir idare",
        "fiş, tahakkuk, beyanname, defterdar, ödeme emri, haciz, muafiyet, gecikme faiz, işyeri aç, kira gelir",
        "fatura, borç, ödeme, esnaf",
    ),
    "17": Cues(
        "hazine arazi, hazine taşınmaz, hazineye ait, ecrimisil, 2b, 2 b, milli emlak, hazine mal, hazineden "
        "kirala, hazine adına, hazine parsel, hazine yer, devlete ait arazi",
        "hazine, işgal, mera, defterdar, devlet arazi, satın alma hak, rayiç bedel, kiralama",
        "arazi, tarla, parsel",
    ),
    "18": Cues(
        "tapu, kadastro, parsel, kot fark, yüzölçüm, aplikasyon, ipotek, ada parsel, harita müh, röperli, sınır "
        "tespit, hisseli, intikal, yenileme kadastro, kot belge, harita, tapu müdürlü, tapu daire, kadastro müdürlü",
        "tescil, şerh, arsa, metrekare, miras, devir işlem, tarlamın sınır, ölçüm, kot, hissem, hissesi, hissedar",
        "tarla, arazi, ev, satış",
    ),
    "19": Cues(
        "imar, kaçak yapı, kaçak kat, riskli yapı, riskli bina, kentsel dönüşüm, yapı ruhsat, iskan, yapı denetim, "
        "ruhsatsız inşaat, kaçak inşaat, ruhsatsız yapı, müteahhit, yıkım karar, kolon kes, yapı kayıt, kaçak bina, "
        "imar müdürlü, imar servis",
        "inşaat, ruhsatsız, ruhsat, bina yık, kat mülkiyet, metruk, çekme mesafe, otopark yap, projeye aykırı, kaçak",
        "bina, arsa, belediye, yapı, apartman",
    ),
    "20": Cues(
        "toki, toplu konut, konut teslim, sosyal konut, konut kura, kura çek, konut proje, konut taksit",
        "konut, kura, anahtar teslim, hak sahibi, taksit, teslim edil, peşinat, hak sahibiy",
        "daire, ev, taksit, geciken",
    ),
    "21": Cues(
        "çevre kirli, fabrika baca, hava kirli, kimyasal, atık, zehirli, arıtma tesis, çed rapor, taş ocağ, kötü "
        "koku, koku yay, ağır koku, dumanı, dumandan, asit, dereye ak, dereye boşal, gürültü kirli, bacasından, "
        "mermer ocağ, çimento fabrika, nefes alam, çevre müdürlü, çevre il müdürlü",
        "koku, fabrika, baca, çevre, toz, duman, kirlet, filtre, tesis, atığ, kirli, balık ölüm, gübre koku, sanayi",
        "sağlık, dere, deniz, nefes",
    ),
    "22": Cues(
        "çöp, kaldırım, zabıta, sokak köpe, başıboş köpe, pazar yer, seyyar satıcı, sokak hayvan, çocuk park, parke "
        "taş, çöp konteyner, çöpler, yol çukur, işgaliye, mezarlık, haşere, sivrisinek, parkı, parkın, parktaki, "
        "köpek sürü, köpek saldır, kedi, budama, sokak lamba, semt pazar",
        "park, köpek, belediye, asfalt, ilaçlama, temizlik işleri, çukur, sokağımız, aydınlatma, moloz, pazar, "
        "ağaç, banklar, bankları",
        "sokak, mahalle, cadde, yol, temizlik",
    ),
    "23": Cues(
        "su kesinti, su kesil, sular kes, sularımız, suyumuz, su fatura, kanalizasyon, lağım, rögar, su boru, içme "
        "su, su sayac, su basınc, şebeke su, su şebeke, foseptik, su abone, su patla, iski, aski, izsu, buski, "
        "musluk, mazgal, sular ak, suyu ak, su borc, atık su bağlantı, su akm",
        "yağmur suyu, gider, logar, tazyik, çamurlu ak, su depo, su idare, boru, kesinti, tanker, bulanık",
        "fatura, su bas, taş, sayaç",
    ),
    "24": Cues(
        "otobüs, metro, minibüs, ukome, dolmuş, tramvay, metrobüs, toplu taşıma, durak, hat güzergah, vapur, sefer "
        "sayı, sefer saat, elektronik bilet, halk otobüs, belediye otobüs, sefer koy, ulaşım kart, banliyö, "
        "taksici, taksiler, taksiye, taksi dur, taksi şoför, taksi plaka, taksi ücret",
        "sefer, güzergah, şoför, ulaşım, servis plaka, yolcu, hat, abonman, aktarma, bilet, durağ",
        "saat, öğrenci, ücret, sabah",
    ),
    "25": Cues(
        "karayol, köprü, kavşak, otoyol, devlet yolu, duble yol, bölünmüş yol, viyadük, alt geçit, üst geçit, hgs, "
        "ogs, otoban, şehirlerarası, bariyer, refüj, il yolu, çevre yolu, tünel, kar temizleme, yol çizgi",
        "virajı, viraj, levha, yol çalışma, asfalt, tuzlama, geçiş ücret, kaza oluy, ölümlü kaza, kamulaştır",
        "yol, kaza, araç, trafik, ışık, kilometre",
    ),
    "26": Cues(
        "dsi, sulama kanal, sulama, baraj, dere ıslah, gölet, taşkın, dere yatağ, sondaj, su işleri, ıslah çalışma, "
        "yeraltı su, kuyu ruhsat, sulama birlik, regülatör, dere taş",
        "kanal, kanalet, dere, ıslah, kuyu, taşkın koruma, ırmak, nehir",
        "tarla, ekin, ürün, su",
    ),
    "27": Cues(
        "orman, kaçak kesim, avcılık, milli park, kaçak av, av yasak, yaban, ağaç kes, yangın gözetleme, tabiat "
        "park, ağaçlandırma, fidan, orman yangın, yasa dışı av, kuş cennet, domuz, avcı, keklik, avlan, orman köylü",
        "yangın, ağaç, odun, av, kuş, kurt, mangal, kesim",
        "köy, doğa",
    ),
    "28": Cues(
        "gıda denetim, çiftçi, çks, tarım, hayvancılık, veteriner, mazot destek, gübre destek, buzağı, şap hastalı, "
        "küpe, büyükbaş, küçükbaş, bozuk gıda, son kullanma, zirai, gıda güvenli, bozuk et, alo gıda, ziraat, "
        "küpelen, hijyen, kuduz, brusella, kasap, tarımsal, tarım müdürlü, ilçe tarım",
        "destekleme, gıda, hayvan, aşı, fırın, lokanta, süt, ekmek, sera, ürün kayb, koyun, inek, hasat, kıyma, "
        "dolu yağ, dolu vur",
        "köy, tarla, bozuk, zehirlen, ürün",
    ),
    "29": Cues(
        "tüketici, ayıplı mal, ayıplı ürün, hakem heyet, ayıplı, cayma hak, garanti, abonelik iptal, para iade, "
        "taahhüt, değişim yap, paramı geri, iade etm, yetkili servis, ücret iade, iade al, iade kabul, iade ed",
        "satıcı, mağaza, arızalı, satın al, internetten aldı, ürün, firma, cayma, sipariş, kusurlu, tamir, iade, "
        "abonelik",
        "fatura, para, aldım, ücret",
    ),
    "30": Cues(
        "fahiş fiyat, stok, gümrük, karaborsa, etiket fark, kasa fiyat, raf fiyat, ithalat, ihracat, fiyat etiket, "
        "fiyat artış, fırsatçı, haksız fiyat, toptancı, kaçak sigara, ticaret müdürlü, fahiş",
        "fiyat, zam, market, ticaret, depo, piyasa, esnaf, gümrüklen, hal esnaf",
        "pahalı, artır, yağ, şeker",
    ),
    "31": Cues(
        "elektrik kes, elektrikler, elektrik fatura, elektrik abone, doğal gaz, doğalgaz, trafo, epdk, voltaj, "
        "elektrik direğ, kaçak bedel, kayıp kaçak, dağıtım şirket, elektrik sayac, elektriğ, gaz sayac, elektrik "
        "direk",
        "elektrik, sayaç, kesinti, direk, kablo, abone, güvence bedel, jeneratör, sayac, akım, okuma bedel",
        "fatura, arıza, tel",
    ),
    "32": Cues(
        "internet, gsm, kargo, ptt, btk, modem, fiber, cep telefon, baz istasyon, numara taşı, postacı, telekom, "
        "hat iptal, operatör, posta, altyapı yok, telefon çekm, istenmeyen mesaj, sim kart, koli, telefon hat",
        "altyapı, çekmiyor, telefon, hız düş, adsl, sms, paket, teslim etm, hattım, şebeke, gönderim",
        "taahhüt, fatura, mesaj",
    ),
    "33": Cues(
        "banka, kredi kart, borsa, bddk, kasko, spk, hesap işletim, poliçe, sigorta şirket, dosya masraf, trafik "
        "sigorta, konut kredi, ihtiyaç kredi, hisse senet, yatırım fon, eksper, kart aidat, mevduat, aracı kurum, "
        "hayat sigorta, bireysel emeklilik, zorunlu deprem sigorta",
        "kredi, faiz, hesabım, bloke, sigorta, havale, eft, prim iade, masraf, tahsis, banka kart, kartım",
        "para, şube, borç, kesinti",
    ),
    "34": Cues(
        "adliye, icra, infaz kurum, cezaevi, noter, savcılı, mahkeme kalem, açık görüş, hükümlü, tutuklu, adli "
        "sicil, denetimli serbest, bilirkişi, kapalı görüş, adalet bakan, açık cezaevi, koğuş, sabıka, icra daire, "
        "icra müdürlü",
        "haciz, mahkeme, infaz, dava, tebligat, duruşma, görüş, baro, avukat",
        "dosya, ceza, karar",
    ),
    "35": Cues(
        "askerlik, bedelli, celp, tecil, yoklama kaça, bakaya, terhis, sevk tarih, askere, er ve erbaş, vatani "
        "görev, sevk tehir, acemi, uzman erbaş, askeri, askeri birli, acemi birli, askerlik şube",
        "asker, sevk, yoklama, erteleme, kışla, nizamiye, milli savunma",
        "oğlum, rapor",
    ),
    "36": Cues(
        "cami, imam, hac, kuran kurs, müftülü, ezan, hutbe, diyanet, umre, müezzin, vaiz, minare, mescit, hafızlık, "
        "kuran, din görevli, abdest, hoparlör, hacca, gasilhane, din hizmet",
        "cuma namaz, namaz, cenaze, cemaat, hoca, lojman, dini, şadırvan, kurban",
        "ramazan, bayram",
    ),
    "37": Cues(
        "müze, otel, spor salon, kaçak kazı, tarihi eser, ören yer, turizm, halı saha, yüzme havuz, kütüphane, "
        "antik, define, seyahat acente, stadyum, spor tesis, sit alan, gençlik merkez, kültür merkez, amatör, tur "
        "şirket, kültür varlı, kervansaray, pansiyon, spor kulüb, stadı, arkeolo, spor, tarihi yapı, tarihi bina, "
        "tarihi köprü, tarihi hamam, tarihi ev, tarihi çarşı, kültür müdürlü, gençlik ve spor",
        "salon, turist, kazı, hamam, antrenör, turnuva, antrenman, tatil, kale, tiyatro, rehber, saha, plaj",
        "gençler, kültür, restorasyon",
    ),
    "38": Cues(
        "konsolos, vize, büyükelçi, yurt dışı, yurtdışı, gurbetçi, elçili, schengen, dışişleri, apostil, sınır "
        "kapı, almanya, hollanda, fransa, belçika, avusturya, gurbet, mavi kart",
        "pasaport, vekalet, vatandaşlıktan, oturum, çifte vatandaş, yabancı ülke, randevu",
        "denklik, ülke",
    ),
    "39": Cues(
        "rüşvet, usulsüz, kaba davran, görevini kötüye, görevi kötüye, görevini ihmal, görevi ihmal, zimmet, "
        "torpil, azarla, kayırma, adam kayır, terslen, ihaleye fesat, el altından, yolsuzluk, kaba bir, hakaret et, "
        "mesai saatlerinde yer, hizmet araç, resmi araç, kaba ve, aşağıla, kaba konuş",
        "memur, keyfi, hakaret, bağır, görevli memur, müdür hakkında, ilgisiz, işimi yapma, personel hakkında, "
        "tersle, disiplin, soruşturma aç, amiri, kaba, görev yapan, akraba, menfaat",
        "müdür, görevli, şikayetçi",
    ),
    "40": Cues(
        "işkence, kötü muamele, ayrımcılı, insan hakları, insan hakkı, çıplak arama, gözaltı, nefret söylem, ifade "
        "özgürlü, onur kırıcı, insanlık dışı, aşağılayıcı muamele, hak ihlal, kişi özgürlü, toplantı ve gösteri",
        "ihlal, kelepçe, dövül, dövdü, kimliğimden dolayı, kökenim, inancım, ayrım, darp, coplan, özgürlü",
        "polis, hak, engelli",
    ),
    "41": Cues(
        "bilgi edinme, 4982, belge örneğ, bilgi ve belge, tutanak örneğ, rapor suret, bir suret, bilgi edinme hakk, "
        "belgelerin onaylı, onaylı suret, fotokopi, tarafıma bildir, kopyas",
        "kaç adet, sayısı nedir, ne kadar harca, toplam tutar, yıllara göre, istatistik, bilgi talep, sayısının, "
        "örneği",
        "bilgi, belge, kanun kapsam, kaç",
    ),
    "42": Cues(
        "bimer, alo 150, başvuru numara, takip numara, başvurumun akıbet, önceki başvuru, başvuru sistem, "
        "başvuruma, başvuru form, başvurumu iptal",
        "150, doğrulama kod, başvurum, sayfası açıl, şifre, başvuru yap",
        "cevap, sistem, sonuç, cevap veril",
    ),
}
