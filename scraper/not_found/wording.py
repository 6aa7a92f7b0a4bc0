"""The words with which portals say that nothing is there, or that they have a fault; in lower case.

Those that say that something is missing are all without marks, those that name a fault in both forms. They are those of
the systems in ``tests/gold/not_found``. Each pattern is given a line of 400 characters at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import re

# ---------------------------------------------------------------------- nothing is there, in Vietnamese
_THING = (
    r"(?:trang(?: (?:web|tin|thong tin|dich))?|bai(?: (?:viet|dang|bao))?|(?:ban )?tin(?: (?:bai|tuc))?|noi dung"
    r"(?: (?:bai viet|trang|tin))?|(?:chuyen )?muc|duong (?:dan|link)|lien ket|link|dia chi(?: (?:trang|web|url))?|"
    r"url|tep(?: tin)?|file|tai (?:lieu|nguyen)|van ban|thong tin|du lieu|ban ghi|thu muc|thu tuc(?: hanh chinh)?)"
)
_WHICH = (
    r"(?: (?:nay|ma|quy|vi|khach|ban|ong|ba|cua|dang|da|vua|muon|can|co|tim|kiem|yeu|cau|duoc|truy|cap|xem|toi|den|"
    r"voi|tren|web(?:site)?|the|hien|tai|vao|doc|co gang|click|bam|nhan|trang|bai|viet|chon|do|nhap|url|http|id|so|"
    r"ten|dan|duong|[0-9]{1,12})){0,12}"
)
_IS_MISSING = (
    r"(?:(?:hien |co the |co le |dang |chua |da )?(?:khong (?:con )?(?:ton tai|(?:the )?(?:duoc )?tim (?:thay|duoc)|"
    r"co san|kha dung|the hien thi|hien thi|truy cap duoc|co(?= (?:hoac|tren|o|trong)\b))|"
    r"khong con(?: hieu luc| kha dung)?)|"
    r"(?:hien |co the |co le )?da (?:bi |duoc )?(?:xoa|go|loai|huy|di chuyen|di doi|doi ten|an(?= (?:boi|hoac|di)\b)|"
    r"chuyen(?: vao thung rac)?|het han(?: (?:hien thi|dang(?: tai)?|xuat ban))?)|"
    r"da (?:ngung|dung|thoi) (?:xuat ban|dang(?: tai)?|hien thi)|"
    r"da (?:bi |duoc )?(?:[a-z]{1,8},? ){1,5}hoac (?:hien |da )?khong (?:con )?ton tai|"
    r"chua (?:duoc )?(?:xuat ban|dang tai)|khong co (?:that|thuc|tren (?:he thong|may chu)))"
)
# Where a page is missing is a place of pages: "không tồn tại trong hồ sơ" is said of things that are in no file.
_PLACE_OF_PAGES = (
    r"(?:(?:co so |kho )?du lieu|csdl|he thong|may chu|server|(?:trang )?web(?:site)?|trang|(?:chuyen )?muc|thu muc|"
    r"cong(?! (?:ty|an|trinh))|mang|internet|danh (?:sach|muc)|dia chi|duong (?:dan|link)|vi tri|day|"
    r"ung dung|phan mem)\b"
)
_ENDS = (
    r"(?=\s?(?:$|[.,;:!?()…\"”'/–-]|"
    rf"(?:tren|trong|o|tai) {_PLACE_OF_PAGES}|"
    r"(?:hoac|hay|va|nua|khoi|boi|vinh|bo|di|sang|tu|nhu|vi|do|theo yeu)\b))"
)
_NOT_FOUND_THING = (
    r"(?:(?:chung toi|he thong|may chu|website|co ve nhu|hien tai)\W{1,3}){0,2}"
    r"khong (?:the )?(?:tim (?:thay|ra|duoc)|ton tai|co)(?: bat ky)? "
)
# An empty list says "không tìm thấy văn bản nào"; only what a page is one of can be missing itself.
_OWN_THING = (
    r"(?:trang(?: (?:web|tin|nay|dich))?|bai(?: (?:viet|dang|bao))?|tin(?: (?:bai|tuc))?|"
    r"noi dung(?: (?:bai viet|trang|tin))?|duong (?:dan|link)|dia chi(?: (?:trang|web|url))?|url|tai nguyen|"
    r"tep(?: tin)?|file|"
    r"(?:thong tin|van ban|du lieu|tai lieu)(?= (?:ma |ban |quy |duoc )?(?:yeu cau|ban|quy vi|dang tim)))"
)
_OPENING = (
    r"(?:(?:oops|opps|rat tiec|xin loi|thong bao|loi|error|sorry|ops|404|ho|canh bao|message|description)"
    r"[\s!:.,-]{1,4}){0,4}"
)
VIETNAMESE = regex(
    rf"{_OPENING}(?:vi |do |rang )?(?:{_THING}{_WHICH} {_IS_MISSING}{_ENDS}|"
    rf"{_NOT_FOUND_THING}{_OWN_THING}{_WHICH}{_ENDS}|{_THING}{_WHICH} khong (?:dung|hop le){_ENDS})"
)
VIETNAMESE_ALONE = regex(rf"{_OPENING}khong (?:tim thay|ton tai)\W{{0,3}}")
# ---------------------------------------------------------------------- in English
_EN_THING = (
    r"(?:(?:the|this|that|your|requested|selected|web) ){0,3}(?:web ?page|page|resource|article|content|url|"
    r"file(?: or directory)?|document|item|post|address|link|object|path|news)\b"
)
_EN_WHICH = (
    r"(?:,? (?:you|your|are|were|is|was|have|that|which|the|we|to|for|trying|looking|requested|request|at|access|"
    r"visit|view|reach|open|on|this|server|it|seems|url|followed|entered|typed|in|specified)){0,10}"
)
_EN_IS_MISSING = (
    r"(?: (?:could not|couldn't|cannot|can not|can't) be (?:found|located|displayed)| (?:was|is|are|were)(?: not|n't) "
    r"(?:found|available|here)| not (?:be )?found| (?:does not|doesn't|do not|don't) (?:seem to )?exist| no longer "
    r"(?:exists?|available|here)| is no longer (?:available|here)| (?:has|have|may have|might have|could have) been "
    r"(?:\w{1,12}, ){0,2}(?:removed|deleted|moved|unpublished)| is (?:missing|gone))"
)
ENGLISH = regex(
    rf"{_OPENING}(?:{_EN_THING}{_EN_WHICH}{_EN_IS_MISSING}\b|"
    r"(?:it )?(?:looks|seems) like nothing (?:was )?found (?:at this location|here)|"
    r"nothing (?:was )?found (?:at this|here)|"
    r"(?:we )?(?:could not|couldn't|cannot|can't) (?:seem to )?find (?:the|that|this|your|a) (?:requested )?"
    r"(?:page|article|content|url|file))"
)
# ---------------------------------------------------------------------- in the words of a framework
# The names by which frameworks call a missing page or record; a missing class or file is a fault of the server.
FRAMEWORK = regex(
    rf"{_OPENING}(?:no query results for model\b|"
    r"[a-z0-9_.\\]{0,80}(?:nosuch\w{0,12}(?:article|content|entry|page|layout|node|post|record|resource)|"
    r"(?:model|page|article|content|post|record|entity|item|resource)"
    r"(?:_?)notfound|notfoundhttp)(?:exception|error)\b)"
)
# ---------------------------------------------------------------------- the number alone
NUMBER = regex(
    r"\W{0,4}(?:(?:oops|http|errors?|loi|ma loi|trang loi|bao loi|status|code|trang|err|page)[\s:.#!-]{1,4}){0,4}404"
    r"(?:[\s:.,|!–-]{1,4}(?:errors?|loi|page|file|or|directory|article|not|found|trang|khong|tim|thay|ton|tai)){0,8}"
    r"(?:\W{0,4}| - /\S{0,200})"
)
NOT_FOUND = regex(
    rf"{_OPENING}(?:(?:http|web|page|file|article|resource|content|object|post|item|document|component|record) ){{0,2}}"
    r"not found\W{0,4}"
)
# ---------------------------------------------------------------------- the server has a fault, or lets nobody in
# That something went wrong, not what: many portals lead there from an article whose row is no longer in the database.
_UNTOLD = (
    r"(?:đã|có) (?:xảy ra )?(?:lỗi|sự cố)(?: xảy ra)?|(?:gặp|gặp phải) (?:lỗi|sự cố)|"
    r"an? (?:unexpected |application |internal )?error (?:has |was )?(?:occurred|encountered)|something went wrong"
)
_TOLD = (
    r"(?:đang|được|tạm thời) (?:được )?(?:bảo trì|nâng cấp|bảo dưỡng|khắc phục)|(?:bảo trì|nâng cấp) hệ thống|"
    r"quá tải|tạm (?:dừng|ngừng|ngưng)|"
    r"lỗi (?:hệ thống|máy chủ|kết nối|cơ sở dữ liệu|truy vấn|500|502|503|504)|thử lại (?:sau|trong)|quay lại sau|"
    r"server error|runtime error|internal error|service (?:is )?(?:temporarily )?unavailable|bad gateway|"
    r"gateway time-?out|(?:establishing|connecting to) (?:a |the )?database|database (?:error|connection)|sqlstate|"
    r"mysql\w{0,3}|stack trace|fatal error|parse error|uncaught|unhandled|exception|"
    r"under (?:maintenance|construction)|try again (?:later|in)|"
    r"(?:error|status|http|lỗi|code) ?(?:500|502|503|504|403|401)|"
    r"access (?:is |was |has been )?denied|forbidden|request (?:rejected|blocked)|was rejected|"
    r"(?:been|are|is) blocked|bị (?:chặn|từ chối)|từ chối truy cập|không có quyền|permission|not authori[sz]ed|"
    r"unauthori[sz]ed|(?:vui lòng|hãy|cần|phải|please) (?:đăng nhập|log ?in|sign in)|captcha|hết (?:hạn )?phiên|"
    r"session (?:has )?expired|suspended|domain (?:is )?(?:parked|for sale|expired)|"
    r"tên miền (?:đã )?(?:hết hạn|tạm ngừng|tạm ngưng)|"
    # What the host of a portal shows in its place: it is to be paid for, or nothing has been put there yet.
    r"(?:scheduled|routine) maintenance|bandwidth limit|(?:quá|hết) (?:băng thông|dung lượng)|"
    r"dung lượng(?: \w{1,12}){0,5} đã đầy|(?:tài khoản|hosting|website)(?: \w{1,12}){0,5} bị (?:tạm )?khóa|"
    r"default (?:welcome )?page|web server is successfully installed|chờ cấu hình"
)


def _in_both_forms(words: str) -> re.Pattern[str]:
    """Return a pattern of words as they are written with their marks, and wholly without, in small letters.

    With other marks they are other words: "có lợi" names no fault ("lỗi"), and "quà tại" no load ("quá tải").
    """
    return regex(rf"\b(?:{words}|{fold(words)})\b")


FAULT = _in_both_forms(f"{_UNTOLD}|{_TOLD}")
TOLD_FAULT = _in_both_forms(_TOLD)
# ---------------------------------------------------------------------- what stands beside it on such a page
HELP = regex(
    r"\b(?:vui long|kiem tra lai|quay (?:lai|ve)|tro (?:lai|ve)|trang chu|tim kiem|duong dan|dia chi|lien he|ho tro|"
    r"ban bien tap|quan tri|please|check|home ?page|go back|return|search|contact|url|link|removed|administrator|"
    r"requested|resource|server|description|tu dong chuyen|redirect|cam on|bookmark|trinh duyet|browser)\b"
)
FURNITURE = regex(
    r"\b(?:co quan chu quan|ban quyen|chiu trach nhiem|dien thoai|e-?mail|giay phep|ghi ro nguon|truy cap|copyright|"
    r"all rights|thiet ke|phat trien|cong thong tin|trang thong tin|website|tru so|uy ban nhan dan|ubnd|"
    r"hoi dong nhan dan|dang uy|dia chi|fax|tel|hotline|truong ban|thuong truc)\b|©"
)
