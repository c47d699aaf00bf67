"""First names: of kings, queens, popes and heirs, after which a Roman numeral is said as an ordinal; and others."""

_RULERS = """
Abdul Adrian Afonso Albert Alexander Alexios Alfonso Amadeus Amenhotep Anastasius Andronikos Antiochus Artaxerxes
Baldwin Basil Baudouin Bayezid Benedict Boniface Boris Callixtus Cambyses Carl Carlos Casimir Catherine Celestine
Charles Christian Clement Cleopatra Conrad Constans Constantine Constantius Cyrus Darius David Demetrius Edmund Edward
Elizabeth Emmanuel Eric Erik Eugene Ferdinand Francis Franz Frederick Frederik George Gregory Gustaf Gustav Haakon
Hadrian Harald Harold Hassan Henri Henry Hussein Innocent Isaac Isabella Ivan James Jan Joan John Josef Joseph Juan
Julius Justin Justinian Kamehameha Karl Khosrow Ladislaus Leo Leopold Louis Ludwig Magnus Mahmud Malcolm Manuel
Margrethe Maria Martin Mary Matthias Maximilian Mehmed Michael Mindaugas Mithridates Mohammad Mohammed Mongkut Murad
Mustafa Napoleon Nicholas Nicolas Olaf Olav Oscar Otto Paul Pedro Peter Philip Philippe Pius Ptolemy Rainier Rama
Rameses Ramesses Ramses Ranier Richard Robert Rudolf Rudolph Seleucus Selim Seti Shapur Sigismund Sixtus Stanislaus
Stephen Suleiman Sweyn Theodosius Thutmose Tiberius Umberto Urban Valdemar Victor Vittorio Vladislaus Wenceslaus
Wilhelm Willem William Xerxes Zog
"""
_HEIRS = "Arthur Benjamin Daniel Davis Hank Harry Howard Jonathan Ken Sammy Samuel Thomas Thurston Walter"
_COMMON = """
Albert Alice Amy Andrew Angela Ann Anna Anne Anthony Barbara Bernard Bertrand Betty Brian Bruce Carol Carolyn Charlotte
Cheryl Chester Christopher Clara Cynthia Deborah Dennis Diane Donald Donna Dorothy Douglas Dwight Edgar Edith Edwin
Eleanor Eliza Ellen Emily Emma Ernest Frank Franklin Fred Gary Gerald Grace Hannah Harriet Harvey Helen Herbert Homer
Hubert Irving Jack Jane Janet Jason Jean Jeffrey Jennifer Jerry Jessica Jim Joe Joshua Joyce Judith Judy Julia Julie
Karen Kate Katherine Keith Kelly Kenneth Kevin Kimberly Larry Laura Lawrence Leonard Lewis Linda Lisa Lois Louisa Lucy
Lyndon Margaret Marie Mark Marvin Matthew Melissa Michelle Mike Nancy Norman Pamela Patricia Patrick Peggy Ralph Ray
Raymond Rebecca Roger Ronald Ross Roy Russell Ruth Sandra Sara Sarah Scott Sharon Sheila Shirley Simon Stephanie
Steven Stewart Stuart Susan Sylvia Theodore Theresa Timothy Tom Ulysses Ursula Virginia Wallace Warren Wayne Wendy
"""
_CROWNS = "king queen emperor empress tsar czar pope sultan pharaoh prince princess shah kaiser duke saint st."

RULERS = frozenset(_RULERS.split())
GIVEN_NAMES = RULERS | frozenset(_HEIRS.split())  # of those who are called as their fathers were: `William Gates III`
FIRST_NAMES = GIVEN_NAMES | frozenset(_COMMON.split())
CROWNS = frozenset(_CROWNS.split())  # titles before a name
