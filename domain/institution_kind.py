"""What can an institution be, and which services does the state give?"""

from enum import StrEnum


class InstitutionKind(StrEnum):
    """What an institution is, whatever service it gives."""

    PRIME_MINISTRY = "prime_ministry"
    PRIME_MINISTRY_UNIT = "prime_ministry_unit"
    MINISTRY = "ministry"
    MINISTRY_UNIT = "ministry_unit"
    AFFILIATED_BODY = "affiliated_body"
    AFFILIATED_BODY_UNIT = "affiliated_body_unit"
    UNIVERSITY = "university"
    UNIVERSITY_UNIT = "university_unit"
    GOVERNORATE = "governorate"
    GOVERNORATE_UNIT = "governorate_unit"
    PROVINCIAL_DIRECTORATE = "provincial_directorate"
    SPECIAL_PROVINCIAL_ADMINISTRATION = "special_provincial_administration"
    INVESTMENT_MONITORING_UNIT = "investment_monitoring_unit"
    PROVINCIAL_HUMAN_RIGHTS_BOARD = "provincial_human_rights_board"
    REGIONAL_DIRECTORATE = "regional_directorate"
    DISTRICT_GOVERNORATE = "district_governorate"
    DISTRICT_GOVERNORATE_UNIT = "district_governorate_unit"
    DISTRICT_DIRECTORATE = "district_directorate"
    DISTRICT_HUMAN_RIGHTS_BOARD = "district_human_rights_board"
    SOCIAL_AID_FOUNDATION = "social_aid_foundation"
    METROPOLITAN_MUNICIPALITY = "metropolitan_municipality"
    MUNICIPALITY = "municipality"
    METROPOLITAN_DEPARTMENT = "metropolitan_department"
    WATER_AUTHORITY = "water_authority"
    LOCAL_OFFICE = "local_office"


class Branch(StrEnum):
    """The service an institution gives: one branch runs through the levels, from the ministry to the district.

    An institution to which no subject leads has none. Beside each group: the kinds in which it occurs.
    """

    # units of the Prime Ministry, the ministries, affiliated bodies and universities
    PUBLIC_RELATIONS = "public_relations"  # the centre; bureaus (HİMB) of governorates and district governorates too
    ETHICS_BOARD = "ethics_board"
    INFORMATION_REVIEW_BOARD = "information_review_board"
    DISCIPLINARY_BOARD = "disciplinary_board"
    INSPECTION = "inspection"
    PERSONNEL = "personnel"
    STRATEGY = "strategy"
    LEGAL_AFFAIRS = "legal_affairs"  # a provincial directorate too
    INFORMATION_TECHNOLOGY = "information_technology"  # a governorate unit too
    SUPPORT_SERVICES = "support_services"
    STUDENT_AFFAIRS = "student_affairs"

    # ministries, with their provincial and district directorates
    JUSTICE = "justice"
    FAMILY = "family"
    EUROPEAN_UNION = "european_union"
    INDUSTRY = "industry"
    LABOUR = "labour"
    ENVIRONMENT = "environment"
    FOREIGN_AFFAIRS = "foreign_affairs"
    ECONOMY = "economy"
    ENERGY = "energy"
    YOUTH_AND_SPORT = "youth_and_sport"
    AGRICULTURE = "agriculture"
    TRADE = "trade"
    INTERIOR = "interior"
    DEVELOPMENT = "development"  # regional too: development agencies
    CULTURE_AND_TOURISM = "culture_and_tourism"
    FINANCE = "finance"  # Defterdarlık in the province, Mal Müdürlüğü in the district
    NATIONAL_EDUCATION = "national_education"
    DEFENCE = "defence"
    FORESTRY_AND_WATER = "forestry_and_water"
    HEALTH = "health"
    TRANSPORT = "transport"  # regional too

    # units of one ministry
    PROVINCIAL_ADMINISTRATION = "provincial_administration"  # İller İdaresi (R-G13)
    LOCAL_ADMINISTRATIONS = "local_administrations"
    POPULATION_REGISTRY = "population_registry"  # provincial and district directorates too
    ASSOCIATIONS = "associations"  # provincial too
    TEACHER_PERSONNEL = "teacher_personnel"
    LABOUR_INSPECTION = "labour_inspection"  # regional too
    PRISONS = "prisons"
    ENFORCEMENT_OFFICES = "enforcement_offices"
    CONSULAR_SERVICES = "consular_services"
    SOCIAL_AID = "social_aid"  # the social aid foundations of the districts too
    STATE_PROPERTY = "state_property"
    CONSUMER = "consumer"
    CUSTOMS = "customs"  # regional too
    MILITARY_SERVICE = "military_service"  # regional, and one local office a province
    NATURE_PARKS = "nature_parks"  # regional too
    CULTURAL_HERITAGE = "cultural_heritage"  # regional too

    # affiliated bodies; beside them where else the branch occurs
    POLICE = "police"  # provincial and district
    GENDARMERIE = "gendarmerie"  # regional, provincial and district
    COAST_GUARD = "coast_guard"
    MIGRATION = "migration"  # provincial
    DISASTER = "disaster"  # regional and provincial
    SOCIAL_SECURITY = "social_security"  # provincial and district; local office in central districts
    EMPLOYMENT = "employment"  # provincial
    PUBLIC_RECRUITMENT = "public_recruitment"
    TAX = "tax"  # provincial; local office
    LAND_REGISTRY = "land_registry"  # regional, provincial and district
    CADASTRE = "cadastre"  # provincial only
    HIGHER_EDUCATION = "higher_education"  # the council, the universities
    EXAMINATIONS = "examinations"
    DORMITORIES = "dormitories"  # provincial
    HOUSING = "housing"
    ROADS = "roads"  # regional
    STATE_WATER_WORKS = "state_water_works"  # regional and provincial
    FORESTS = "forests"  # regional
    RELIGION = "religion"  # provincial and district
    POST = "post"  # provincial and district
    RAILWAYS = "railways"  # regional
    TELECOMMUNICATIONS = "telecommunications"  # regional
    AIRPORTS = "airports"
    CIVIL_AVIATION = "civil_aviation"
    ENERGY_MARKET = "energy_market"
    ELECTRICITY_DISTRIBUTION = "electricity_distribution"
    ELECTRICITY_TRANSMISSION = "electricity_transmission"  # regional
    BANKING = "banking"
    CAPITAL_MARKETS = "capital_markets"
    TREASURY = "treasury"
    COMPETITION = "competition"
    PUBLIC_PROCUREMENT = "public_procurement"
    BROADCASTING_SUPERVISION = "broadcasting_supervision"
    PUBLIC_BROADCASTING = "public_broadcasting"  # regional
    HUMAN_RIGHTS = "human_rights"  # the boards of provinces and districts too
    PUBLIC_HEALTH = "public_health"  # provincial
    PUBLIC_HOSPITALS = "public_hospitals"  # provincial
    MEDICINES = "medicines"
    STATISTICS = "statistics"  # regional
    FOUNDATIONS = "foundations"  # regional
    METEOROLOGY = "meteorology"  # regional
    PROVINCIAL_BANK = "provincial_bank"  # regional
    STANDARDS = "standards"  # regional
    MINERALS = "minerals"  # regional
    GRAIN = "grain"  # regional
    FORENSIC_MEDICINE = "forensic_medicine"  # regional

    # the governor's and the kaymakam's own house
    CALL_CENTRE = "call_centre"  # Alo 150 (R-C3), governorates only
    PRIVATE_OFFICE = "private_office"
    ADMINISTRATIVE_BOARD = "administrative_board"
    CORRESPONDENCE = "correspondence"  # Yazı İşleri, provincial and district
    PROVINCIAL_PLANNING = "provincial_planning"
    PRESS = "press"
    ADULT_EDUCATION = "adult_education"  # district only

    # municipalities, metropolitan departments, water authorities
    MUNICIPAL_SERVICES = "municipal_services"  # metropolitan; and the one municipality of each of the 973 districts
    TOWN = "town"  # the municipality of a town (belde) inside a district
    CITY_TRANSPORT = "city_transport"
    ZONING = "zoning"
    MUNICIPAL_ORDER = "municipal_order"  # zabıta
    FIRE_SERVICE = "fire_service"
    PARKS = "parks"
    CLEANING = "cleaning"
    PUBLIC_WORKS = "public_works"
    SOCIAL_SERVICES = "social_services"
    VETERINARY_SERVICES = "veterinary_services"
    CULTURAL_SERVICES = "cultural_services"
    CEMETERIES = "cemeteries"
    WATER = "water"

    # local offices only
    HOSPITAL = "hospital"
    COURTHOUSE = "courthouse"
