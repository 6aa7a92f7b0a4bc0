"""Verbs: the words that say what somebody did at an event, and the words that end a title.

The role words are those the portals use; where a word gives two roles ("phát biểu khai mạc": opened and spoke) both
stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scraper.extract.officials.text.phrases import Phrases, comma_list, phrase_set

if TYPE_CHECKING:
    from collections.abc import Iterator

Sort = Literal["attend", "speech", "act", "chair", "move", "step", "end", "lead"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A role word.

    ``sort``: attending, speaking (may stand anywhere in its subject's sentence, takes a content clause), acting,
    chairing, being given a post (``move``: says so; ``step``: only leads to the post, "giữ chức"), losing one
    (``end``), or leading a delegation.
    """

    roles: tuple[str, ...]
    sort: Sort


_WORDS: tuple[tuple[tuple[str, ...], Sort, str], ...] = (
    (("attended",), "attend",
        "dự,tham dự,đến dự,tới dự,về dự,cùng dự,có mặt,cùng tham dự,về tham dự,đến tham dự,dự họp,dự hội nghị,"
        "chung vui,tới tham dự,tham gia buổi,cùng tham gia buổi,tham gia hội nghị,tham gia cuộc họp,dự lễ,dự và,"
        "cùng có mặt,chứng kiến,hiện diện,góp mặt"),
    (("directed",), "act",
        "chỉ đạo"),
    (("directed", "spoke"), "speech",
        "phát biểu chỉ đạo,có ý kiến chỉ đạo,cho ý kiến chỉ đạo,phát biểu ý kiến chỉ đạo"),
    (("chaired",), "chair",
        "chủ trì,chủ tọa,làm chủ tọa,chủ trì điều hành,chủ trì góp ý"),
    (("co_chaired",), "chair",
        "đồng chủ trì,đồng chủ tọa,cùng chủ trì,cùng chủ tọa"),
    (("chaired", "concluded"), "chair",
        "chủ trì và kết luận,chủ trì kết luận"),
    (("moderated",), "act",
        "điều hành"),
    (("opened",), "act",
        "khai mạc,đọc lời khai giảng,tuyên bố khai giảng,tuyên bố khai mạc,đọc lời khai mạc,lời khai mạc"),
    (("opened", "spoke"), "speech",
        "phát biểu khai mạc,phát biểu khai mạc và,diễn văn khai mạc,đọc diễn văn khai mạc,"
        "trình bày diễn văn khai mạc,có bài phát biểu khai mạc"),
    (("concluded",), "speech",
        "kết luận,bế mạc,tuyên bố bế mạc,đọc lời bế mạc,lời bế mạc"),
    (("concluded", "spoke"), "speech",
        "phát biểu kết luận,phát biểu bế mạc,diễn văn bế mạc,đọc diễn văn bế mạc,"
        "phát biểu tổng kết và kết luận"),
    (("opened", "directed", "spoke"), "speech",
        "phát biểu khai mạc và chỉ đạo"),
    (("directed", "concluded", "spoke"), "speech",
        "phát biểu chỉ đạo và kết luận,phát biểu kết luận chỉ đạo"),
    (("spoke",), "speech",
        "phát biểu,phát biểu tham luận,giới thiệu về,giới thiệu với,"
        "cho biết,cho hay,cho rằng,nói,nhắc,nhấn mạnh,yêu cầu,đề nghị,ghi nhận,đánh giá cao,biểu dương,"
        "chúc mừng,cảm ơn,cám ơn,khẳng định,ôn lại,bày tỏ,chia sẻ,lưu ý,hoan nghênh,nêu rõ,căn dặn,kêu gọi,"
        "phát biểu ý kiến,gửi lời,tin tưởng,trân trọng,mong muốn,chỉ rõ,nhắc nhở,tuyên dương,đề xuất,phân tích,"
        "chúc,tranh luận,nói rõ,phát biểu cảm ơn,hứa,đọc lời điếu,đọc lời động viên,đọc thư,khuyến cáo,"
        "kiến nghị,phổ biến,đọc mệnh lệnh,đọc nhật lệnh,"
        "phát biểu đáp từ,đáp từ,đáp lời,bày tỏ sự,tri ân,gợi mở,gợi ý,đọc diễn văn,đọc điếu văn,quán triệt,"
        "thông báo,nhận định,đánh giá,chỉ ra,phản ánh,góp ý,nhận xét"),
    (("reported",), "speech",
        "báo cáo,trình bày,thông qua,thông tin,thông tin về,báo cáo kết quả,thông qua báo cáo,đọc báo cáo,"
        "trình bày báo cáo,báo cáo tóm tắt,tham luận về,trình bày tham luận,công bố,"
        "đọc quyết định,đọc nghị quyết,đọc tờ trình,truyền đạt"),
    (("led_delegation",), "lead",
        "làm trưởng đoàn,dẫn đầu,làm trưởng đoàn công tác,làm trưởng đoàn kiểm tra,làm trưởng đoàn giám sát,"
        "trưởng đoàn giám sát,là trưởng đoàn,trưởng đoàn công tác,trưởng đoàn kiểm tra,trưởng đoàn khảo sát,"
        "làm trưởng đoàn khảo sát"),
    (("accompanied",), "attend",
        "cùng đi,cùng tham gia đoàn,tháp tùng,cùng đi với,tham gia đoàn,cùng tham gia,đi cùng,"
        "tham gia đoàn công tác,tham gia đoàn giám sát,tham gia đoàn kiểm tra,tham gia đoàn khảo sát,"
        "cùng đi trong,cùng tham gia đoàn công tác"),
    (("received_delegation",), "act",
        "cùng tiếp đoàn,cùng tiếp,"
        "đón tiếp,tiếp và làm việc,tiếp và làm việc với,đón,tiếp đoàn,tiếp đón,đón và,đón tiếp và làm việc với,"
        "đón tiếp đoàn,đón đoàn,tiếp xã giao,tiếp đón đoàn,làm việc với đoàn"),
    (("inspected",), "act",
        "kiểm tra,khảo sát,thị sát,đi kiểm tra,kiểm tra thực tế,đến kiểm tra"),
    (("supervised",), "act",
        "giám sát,đi giám sát"),
    (("visited",), "act",
        "thăm,chúc tết,đến thăm,thăm hỏi,tới thăm,đi thăm,sang thăm,viếng thăm,ghé thăm,về thăm,đến hỏi thăm,"
        "thăm chúc tết,chúc thọ,thăm và làm việc,thăm và chúc mừng"),
    (("visited", "presented"), "act",
        "thăm và tặng quà,thăm tặng quà,thăm hỏi và tặng quà,chúc tết và tặng quà"),
    (("dialogue",), "act",
        "đối thoại"),
    (("met_voters",), "act",
        "tiếp xúc cử tri,gặp cử tri,tiếp xúc với cử tri,tiếp xúc với,gặp gỡ cử tri,đã gặp cử tri,"
        "có buổi tiếp xúc cử tri,gặp gỡ tiếp xúc cử tri"),
    (("presented",), "act",
        "trao,tặng quà lưu niệm,tặng quà,tặng,trao tặng,tặng hoa,trao quyết định,trao quà,tặng bằng khen,"
        "tặng giấy khen,trao thưởng,trao tặng quà"),
    (("received",), "act",
        "đón nhận,nhận bằng khen,nhận thưởng,nhận giấy khen,nhận quyết định,nhận danh hiệu,nhận huy hiệu,"
        "nhận huân chương,nhận kỷ niệm chương,nhận cờ,vinh dự nhận,nhận khen thưởng,nhận giải,nhận giải thưởng,"
        "nhận phần thưởng,nhận bằng,nhận hoa,nhận quà,nhận chìa khóa,được trao tặng,được tặng,được trao,được nhận"),
    (("elected",), "move",
        "trúng cử,được bầu,đắc cử,được tín nhiệm bầu,được tín nhiệm được bầu,trúng cử chức,bầu,được bầu bổ sung,"
        "bầu bổ sung,bầu giữ chức,được đại hội bầu,được bầu giữ chức,được bầu giữ chức vụ,được bầu giữ chức danh,"
        "trúng cử giữ chức,được bầu làm,được bầu là,"
        "hiệp thương cử,được hiệp thương cử"),
    (("re_elected",), "move",
        "tái cử,tái đắc cử,tiếp tục được bầu,tái cử chức,tiếp tục được tín nhiệm bầu,được bầu tái cử,"
        "tiếp tục trúng cử,được tái cử,tái giữ chức"),
    (("appointed",), "move",
        "bổ nhiệm,được bổ nhiệm,điều động,được điều động,chỉ định,được chỉ định,luân chuyển,được luân chuyển,"
        "phân công,được phân công,bổ nhiệm lại,được bổ nhiệm lại,tiếp nhận,giao quyền,được giao quyền,"
        "chỉ định tham gia,được điều động và bổ nhiệm,điều động và bổ nhiệm,chuẩn y,được chuẩn y,về làm,"
        "về giữ chức,về đảm nhiệm,về nhận nhiệm vụ,sang làm,điều động bổ nhiệm,được chỉ định tham gia,"
        "được giao phụ trách"),
    ((), "act",  # a task, not a post
        "phân công giúp đỡ,được phân công giúp đỡ,phân công theo dõi,được phân công theo dõi,phân công hướng dẫn,"
        "được phân công hướng dẫn,phân công phụ giúp,được phân công phụ giúp,phân công kèm cặp,được phân công kèm cặp"),
    (("dismissed",), "end",
        "miễn nhiệm,được miễn nhiệm,cho thôi,thôi giữ,cho thôi giữ,thôi giữ chức,cho thôi làm nhiệm vụ,"
        "thôi làm nhiệm vụ,được cho thôi,thôi tham gia"),
    (("dismissed",), "act",
        "nghỉ hưu,nghỉ hưu theo chế độ,nghỉ chế độ,nghỉ công tác,nghỉ công tác chờ hưởng chế độ hưu trí"),
    (("reported", "answered"), "speech",
        "báo cáo giải trình,báo cáo và giải trình"),
    (("answered",), "speech",
        "giải trình,trả lời,giải đáp,tiếp thu và giải trình,trả lời chất vấn"),
    (("",), "speech",
        "thay mặt"),
    ((), "step",
        "giữ chức,giữ chức vụ,giữ chức danh,chức vụ,chức danh,đảm nhiệm,nhận nhiệm vụ,nhận nhiệm vụ mới,"
        "nhận chức,đảm nhận,giữ chức vụ là"),
)  # fmt: skip


def _entries() -> Iterator[tuple[str, Verb]]:
    for roles, sort, words in _WORDS:
        for phrase in words.split(","):
            yield phrase.strip(), Verb(tuple(role for role in roles if role), sort)


VERBS: Phrases[Verb] = Phrases(dict(_entries()))
# Deeds without a role that go before one with it: "phát động phong trào và tặng 10 xe đạp".
DEEDS = frozenset({
    ("đánh", "trống"), ("cắt", "băng"), ("thắp", "hương"), ("dâng", "hương"), ("dâng", "hoa"), ("phát", "động"),
    ("bấm", "nút"), ("động", "viên"), ("hỏi", "thăm"), ("hỏi", "han"), ("gặp", "gỡ"), ("trò", "chuyện"),
    ("lắng", "nghe"), ("tham", "quan"), ("làm", "việc"), ("trồng", "cây"), ("khánh", "thành"), ("bàn", "giao"),
    ("trao", "đổi"), ("nhận", "khuyết"), ("ân", "cần"), ("thân", "mật"), ("tiếp", "thu"), ("bắt", "tay"),
    ("cam", "kết"), ("hướng", "dẫn"), ("triển", "khai"), ("giới", "thiệu"), ("ủng", "hộ"),
})  # fmt: skip
# The same words inside other words: no role, and no end of a title.
NOT_VERBS = phrase_set(
    comma_list(
        "vinh dự,phổ biến giáo dục,hỏi thăm,ký cam kết,kiến nghị của,kiến nghị cử tri,về dự án,về dự thảo,"
        "về dự kiến,về dự toán,đến dự án,tới dự án,hội đồng,bầu tại,được bầu tại,ứng cử tại,về làm việc,"
        "phản ánh của,công trình,chương trình,quy trình,tiến trình,lộ trình,đăng ký,trật tự,người nộp,người cao tuổi,"
        "người có công,người khuyết tật,người mù,người tàn tật,tự vệ,tự trị,tự quản,tự nguyện,phải thu,trao đổi,"
        "nhân dân,thực hiện,nhân đạo,nhân lực,nhân sự,thông tấn,bầu cử,hiện đại,có công,dự thảo,dự án,dự toán,"
        "dự trữ,dự phòng,dự kiến,dự khuyết,dự báo,thông tin và truyền thông,thông tin truyền thông,đón xuân,"
        "báo cáo viên,báo cáo chính trị,báo cáo kết quả của,yêu cầu của,trình bày của,kết luận số,kết luận của,"
        "thông tin điện tử,phát triển,phát thanh,kết luận thanh tra,điều hành chung,dự bị,"
        "phân công nhiệm vụ cụ thể"
    )
)

# Lower-case words that end a title though they give no role.
STOPS = phrase_set(
    comma_list(
        "đã,đang,sẽ,cũng,vừa,đi,có,là,làm,được,bị,tại,ở,trong,trên,để,khi,với,cùng,nhân,nhằm,do,vào,từ,đến,tới,về,"
        "theo,như,mà,thì,nêu,nói,tham gia,hướng dẫn,triển khai,truyền đạt,động viên,giao nhiệm vụ,giao việc,"
        "giao cho,giao các,giao sở,giao ubnd,giao phòng,giao công an,giao xã,giao văn phòng,giao đơn vị,"
        "giao cơ quan,ký,tiếp thu,tiếp,gặp,mong,nhắc,giới thiệu,thống nhất,tuyên bố,cắt băng,thắp hương,"
        "dâng hương,dâng hoa,tưởng niệm,chứng kiến,cho,xác định,nhiệm kỳ,lần thứ,khóa,các,những,một số,toàn thể,"
        "đại diện,lãnh đạo,nguyên là,qua,sau,trước,bên,phía,ngoài,cảm động,vui mừng,kể,đối với,tổ chức,quan tâm,"
        "phối hợp,phát động,ban hành,hướng tới,đề ra,mở,họp,ra,xin,thăm,chúc,trao,nhận,bên cạnh,vui,hứa,tặng,đọc,"
        "đồng thời,cùng với,hiện,hiện là,đây,này,đó,phát,chụp,tham quan,bắt tay,tiễn,chia,cam kết,trực tiếp,"
        "lắng nghe,quê,sinh ngày,sinh năm,sang,ra mắt,phụ trách,điều hành,bắt đầu,đưa ra,đại biểu,đoàn công tác,"
        "thảo luận,làm việc,trình,tiến hành,tổ chức buổi,nói chung,hay,hoặc,rằng,kính,nay,trải,bên lề,trao đổi,"
        "thực hiện nghi,đánh trống,bấm nút,chào,xuống,lên,vừa qua,thứ,đứng,ngồi,người,gồm,bao gồm,về phía,"
        "nhân dịp,nhớ,mời,chủ động,thể hiện,tán thành,ủng hộ,đóng góp,góp ý,rà soát,làm rõ,mừng,khen,"
        "khen thưởng tập thể,chính thức,qua đời,từ trần,mất,hi sinh,hy sinh,ký ban hành,ký quyết định,kiêm,vì,"
        "thay,tuyên phạt,tuyên án,nên,còn,chưa,không,phải,hơn,nhiều,tự,thời hạn"
    )
)
