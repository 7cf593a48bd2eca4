import { BookDuty, NoticeStage, NoticeState, NoticeWay } from "../../../gen/opscenter/v1/notices_pb";

// What people call the parts of reminders and of the address book.

export const stageNames: Readonly<Record<NoticeStage, string>> = {
  [NoticeStage.NOTICE_STAGE_UNSPECIFIED]: "—",
  [NoticeStage.NOTICE_RETURNED]: "退回待改",
  [NoticeStage.NOTICE_FIRST]: "提前三个工作日",
  [NoticeStage.NOTICE_SECOND]: "提前一个工作日",
  [NoticeStage.NOTICE_DUE_DAY]: "今日截止",
  [NoticeStage.NOTICE_OVERDUE]: "已逾期",
  [NoticeStage.NOTICE_ESCALATED]: "逾期上报",
};

export const stateNames: Readonly<Record<NoticeState, string>> = {
  [NoticeState.NOTICE_STATE_UNSPECIFIED]: "—",
  [NoticeState.NOTICE_QUEUED]: "待发",
  [NoticeState.NOTICE_SENT]: "已发",
  [NoticeState.NOTICE_DEAD]: "死信",
  [NoticeState.NOTICE_DROPPED]: "已撤销",
};

export const wayNames: Readonly<Record<NoticeWay, string>> = {
  [NoticeWay.NOTICE_WAY_UNSPECIFIED]: "—",
  [NoticeWay.WECOM_APP]: "粤政易",
  [NoticeWay.WECOM_ROBOT]: "群机器人",
  [NoticeWay.SMS]: "短信",
  [NoticeWay.EMAIL]: "邮件",
  [NoticeWay.WEBHOOK]: "接口",
};

export const dutyNames: Readonly<Record<BookDuty, string>> = {
  [BookDuty.BOOK_DUTY_UNSPECIFIED]: "—",
  [BookDuty.FILLER]: "填报人",
  [BookDuty.LEADER]: "负责人",
  [BookDuty.DEPUTY]: "代理人",
};
